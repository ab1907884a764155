import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lessonScript, run, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const step = lessonScript('tcp-server', 'step');

describe('step', () => {
  test('alone: the programs with their steps, and how to run one', async () => {
    const ended = await run(step, []);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(
      /^start \(lessons\/tcp-server\/src\/upper-server\.ts\)\n {3}1 {2}pedir um/m,
    );
    expect(ended.stdout).toContain('pnpm --filter lesson-tcp-server step start 1');
  });

  test('of a program that needs words: they are in the example', async () => {
    const { stdout } = await run(lessonScript('tcp-client', 'step'), []);
    expect(stdout).toContain('pnpm --filter lesson-tcp-client step start 1 olá');
  });

  test('of a program whose name has two colons: found, shown and run', async () => {
    const udp = lessonScript('udp', 'step');
    expect((await run(udp, [])).stdout).toContain('\nstart:client:numbered (lessons/udp/');
    const { stdout } = await run(udp, ['start:client:numbered', '3', '--diff']);
    expect(stdout).toMatch(/^ +\d+ \+ {3}const answered = /m);
    expect(await run(udp, ['start:client:numbered', '1', 'olá'])).toMatchObject({ code: 0 });
  });

  test.each([
    ['TypeScript', []],
    ['Python', ['--python']],
  ])(
    'start 2 in %s, with options of the program: it listens, and Ctrl-C ends it with code 0',
    async (_language, extra) => {
      await using program = start(step, ['start', '2', ...extra, '--port', '0']);
      await program.listening();
      expect(await program.interrupt()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('--diff: the program so far, the new lines with a sign', async () => {
    const { stdout } = await run(step, ['start', '3', '--diff']);
    expect(stdout).toMatch(/^ +\d+ \+ function limitGoodbye/m);
    expect(stdout).toMatch(/^ +\d+ {3}function serve/m);
  });

  test('--out: writes the state, and never over a file that is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tomada-step-'));
    const file = join(folder, 'upper-server.ts');
    expect(await run(step, ['start', '1', '--out', folder])).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).not.toContain('toUpperCase');
    writeFileSync(file, 'meu');
    const again = await run(step, ['start', '2', '--out', folder]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('já existe');
    expect(readFileSync(file, 'utf8')).toBe('meu');
    expect(await run(step, ['start', '2', '--out', file])).toMatchObject({ code: 1, stdout: '' });
    rmSync(folder, { recursive: true });
    expect(existsSync(folder)).toBe(false);
  });

  test.each([
    [['start', '9'], 'O passo «9» não existe. Os passos de «start» vão de 1 a 3.'],
    [['start', 'dois'], 'O passo «dois» não existe.'],
    [['start'], 'Faltou o número do passo.'],
    [
      ['nada', '1'],
      'A lição não tem o programa «nada». Os que existem: start, start:phases, start:lines, start:off, start:http.',
    ],
    [['--nada'], 'Não conheço a opção --nada.'],
    [['start', '1', '--out'], 'Faltou o valor da opção --out.'],
  ])('%j: one clear sentence, code 2', async (args, sentence) => {
    const ended = await run(step, args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });
});
