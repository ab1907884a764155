import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lessonSlugs, type Program, readLesson, stateAfter, stateText } from '@tomada/literate';
import {
  type Command,
  lessonScript,
  python,
  root,
  run,
  skipWithoutPython,
  start,
  TestServer,
} from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Where a step's program must come without an error. */
type Point = 'listens' | 'ends' | 'connects' | 'answers';

/** What a lesson's package.json says of a program's steps: `"steps": { "start": { "args": […], "reaches": […] } }`. */
interface Expectation {
  readonly args?: readonly string[];
  /** What is typed, for a program that reads the keyboard. */
  readonly input?: string;
  /** The lesson and the script that a client's step talks to when it is answered; without one it ends by itself. */
  readonly partner?: string;
  /** One a step; a program that is not named listens after every step. */
  readonly reaches?: readonly Point[];
}

const states = lessonSlugs(root).flatMap((slug) => {
  const folder = join(root, 'lessons', slug);
  const { programs } = readLesson(root, slug, ({ message }) => {
    throw new Error(message);
  });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const expectations: Record<string, Expectation> = manifest.steps ?? {};
  return programs.flatMap((program) =>
    program.steps.flatMap(({ number }) =>
      (['typescript', 'python'] as const).flatMap((language) => {
        const command = commandOf(folder, program, number, language);
        const { args = [], input, partner = '', reaches } = expectations[program.name] ?? {};
        const point = reaches === undefined ? 'listens' : (reaches[number - 1] ?? 'undefined');
        return command
          ? [{ slug, name: program.name, number, language, command, args, input, partner, point }]
          : [];
      }),
    ),
  );
});

function commandOf(
  folder: string,
  program: Program,
  step: number,
  language: 'typescript' | 'python',
): (Command & { readonly text: string; readonly file: string }) | undefined {
  const lines = stateAfter(program, step, language);
  const source = language === 'python' ? program.peer : program.source;
  if (!lines || !source) return undefined;
  const name = basename(source.file).replace(/(\.\w+)$/, `-test-${step}-${process.pid}$1`);
  const file = join(folder, '.steps', name);
  const interpreter =
    language === 'python'
      ? (python ?? (['python3'] as const))
      : ([process.execPath, '--import', 'tsx'] as const);
  return { name, argv: [...interpreter, file], cwd: folder, text: stateText(lines), file };
}

beforeAll(() => {
  for (const { command } of states) {
    mkdirSync(join(command.cwd, '.steps'), { recursive: true });
    writeFileSync(command.file, command.text);
  }
});
afterAll(() => {
  for (const { command } of states) rmSync(command.file, { force: true });
});

/** Runs a program and sees that it comes where it should. @throws {AssertionError} when it does not */
async function runTo(
  point: string,
  command: Command,
  args: readonly string[],
  partner: string,
  input?: string,
): Promise<void> {
  const options = input === undefined ? {} : { input };
  if (point === 'listens') {
    await using program = start(command, [...args, '--port', '0']);
    await program.listening();
    expect(await program.interrupt()).toMatchObject({ code: 0, stderr: '' });
    return;
  }
  if (point === 'connects') {
    let connected: () => void = () => {};
    const connection = new Promise<void>((resolve) => {
      connected = resolve;
    });
    await using silent = await TestServer.listen(() => connected());
    await using program = start(command, ['--port', String(silent.port), ...args], options);
    await Promise.race([connection, program.ended]);
    // In Node an open connection keeps the program; in Python it ends where its text ends.
    const ended = command.argv[0] === process.execPath ? program.interrupt() : program.ended;
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    await connection;
    return;
  }
  expect(point).toMatch(/^(?:ends|answers)$/);
  if (partner === '') {
    // A program without a network: it is run as it is.
    expect(await run(command, args)).toMatchObject({ code: 0, stderr: '' });
    return;
  }
  const [lesson = '', script = ''] = partner.split(' ');
  await using server = start(lessonScript(lesson, script), ['--port', '0']);
  const port = String(await server.listening());
  expect(await run(command, ['--port', port, ...args], options)).toMatchObject({
    code: 0,
    stderr: '',
  });
}

describe('every program as it stands after every step', () => {
  for (const state of states) {
    const { slug, name, number, language, command, args, input, partner, point } = state;
    const skip = language === 'python' && skipWithoutPython;
    test.skipIf(skip)(`${slug} ${name}, step ${number} in ${language}: ${point}`, () =>
      runTo(point, command, args, partner, input),
    );
  }

  test.each(['listens', 'connects', 'ends', 'answers'])(
    'a step that crashes before it %s: seen',
    async (point) => {
      const argv = [
        process.execPath,
        '--input-type=module',
        '-e',
        'throw new Error("planted")',
      ] as const;
      const crashing = { name: 'crashing step', argv: [...argv, '--'] as const, cwd: root };
      await expect(runTo(point, crashing, [], 'tcp-server start')).rejects.toThrow(
        point === 'listens' ? 'planted' : 'code: 1',
      );
    },
  );
});
