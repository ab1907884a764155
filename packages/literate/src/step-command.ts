/**
 * `pnpm --filter lesson-<slug> step`: lists a lesson's programs and steps, runs one as it stands after a step, shows what
 * a step changed, or writes a state out. What it says is for learners, in Portuguese.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { python } from '@tomada/testing';
import { type Lesson, type Program, readLesson } from './lesson.ts';
import { LiterateError, type Problem } from './problem.ts';
import { type StateLine, stateAfter, stateText } from './state.ts';

const HELP = `Uso: pnpm --filter lesson-<lição> step [<programa> <passo>] [opções] [opções do programa]

Sem nada: lista os programas da lição e os seus passos.
Com programa e passo: roda o programa como ele está depois daquele passo.

Opções:
  --python        o par em Python, no lugar do TypeScript
  --diff          mostra o que o passo mudou, em vez de rodar
  --out <pasta>   grava o programa nessa pasta, em vez de rodar
  --help          mostra esta ajuda`;

/** Wrong usage: one sentence, code 2. */
class UsageError extends Error {}

interface Request {
  readonly program: string | undefined;
  readonly step: string | undefined;
  readonly python: boolean;
  readonly diff: boolean;
  readonly out: string | undefined;
  /** What the program itself gets. */
  readonly rest: readonly string[];
}

const folder = process.cwd();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof LiterateError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const request = readRequest(args);
  if (request === 'help') {
    console.log(HELP);
    return 0;
  }
  const problems: Problem[] = [];
  const root = resolve(folder, '..', '..');
  const lesson = readLesson(root, basename(folder), (problem) => problems.push(problem));
  if (problems.length > 0) throw new LiterateError(problems);
  if (request.program === undefined) {
    console.log(listSteps(lesson));
    return 0;
  }
  const program = findProgram(lesson, request.program);
  const step = findStep(program, request.step);
  const language = request.python ? 'python' : 'typescript';
  const lines = stateAfter(program, step, language);
  if (!lines)
    throw new UsageError(`O programa «${program.name}» não tem par em Python no passo ${step}.`);
  if (request.diff) {
    console.log(formatDiff(lines, step));
    return 0;
  }
  const name = basename((request.python ? program.peer : program.source)?.file ?? '');
  if (request.out !== undefined) return writeOut(request.out, name, lines);
  return await runState(name, step, lines, request);
}

function readRequest(args: readonly string[]): Request | 'help' {
  const known = { python: false, diff: false, out: undefined as string | undefined };
  const words: string[] = [];
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    // What follows the first word of the program's own is the program's.
    if (rest.length > 0) {
      rest.push(word);
      continue;
    }
    if (word === '--help' && words.length < 2) return 'help';
    if (word === '--python') known.python = true;
    else if (word === '--diff') known.diff = true;
    else if (word === '--out') {
      index++;
      known.out = args[index];
      if (!known.out)
        throw new UsageError('Faltou o valor da opção --out. Por exemplo: --out minha-pasta');
    } else if (words.length < 2 && !word.startsWith('-')) words.push(word);
    else if (words.length < 2) throw new UsageError(`Não conheço a opção ${word}. Veja --help.`);
    else rest.push(word);
  }
  return { program: words[0], step: words[1], ...known, rest };
}

function listSteps({ slug, programs }: Lesson): string {
  const parts = programs.map(({ name, source, steps }) => {
    const rows = steps.map(({ number, pieces }) => {
      const title = pieces[0]?.shown.heading.replace(/^Passo \d+: /, '') ?? '';
      return `  ${String(number).padStart(2)}  ${title}`;
    });
    return [`${name} (${source.file})`, ...rows].join('\n');
  });
  const example = programs[0]?.name ?? 'start';
  const { steps = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const words = ['step', example, '1', ...(steps[example]?.args ?? [])].join(' ');
  return [
    `Programas e passos da lição ${slug}:`,
    ...parts,
    `Para rodar um deles: pnpm --filter lesson-${slug} ${words}`,
  ].join('\n\n');
}

function findProgram({ programs }: Lesson, name: string): Program {
  const program = programs.find((each) => each.name === name);
  if (program) return program;
  const known = programs.map((each) => each.name).join(', ');
  throw new UsageError(`A lição não tem o programa «${name}». Os que existem: ${known}.`);
}

function findStep({ name, steps }: Program, text: string | undefined): number {
  const range = `Os passos de «${name}» vão de 1 a ${steps.length}`;
  if (text === undefined) throw new UsageError(`Faltou o número do passo. ${range}.`);
  const step = /^\d+$/.test(text) ? Number(text) : 0;
  if (step < 1 || step > steps.length)
    throw new UsageError(`O passo «${text}» não existe. ${range}.`);
  return step;
}

function formatDiff(lines: readonly StateLine[], step: number): string {
  return lines
    .map(({ number, text, step: brought }) => {
      const mark = brought === step && number !== undefined ? '+' : ' ';
      return `${String(number ?? '').padStart(4)} ${mark} ${text}`.trimEnd();
    })
    .join('\n');
}

function writeOut(out: string, name: string, lines: readonly StateLine[]): number {
  const target = resolve(process.env.INIT_CWD ?? folder, out);
  const file = join(target, name);
  if (existsSync(file)) {
    process.stderr.write(
      `O arquivo ${file} já existe, e não vou escrever por cima: escolha outra pasta em --out.\n`,
    );
    return 1;
  }
  try {
    mkdirSync(target, { recursive: true });
    writeFileSync(file, stateText(lines));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    process.stderr.write(
      `Não consegui gravar em ${target} (${reason}): escolha outra pasta em --out.\n`,
    );
    return 1;
  }
  console.log(`Gravado em ${file}`);
  return 0;
}

/** Runs a state from a file beside src/ and python/, so that its imports are found as those of the whole program are. */
async function runState(
  name: string,
  step: number,
  lines: readonly StateLine[],
  { python: inPython, rest }: Request,
): Promise<number> {
  const states = join(folder, '.steps');
  mkdirSync(states, { recursive: true });
  const file = join(states, name.replace(/(\.\w+)$/, `-${step}-${process.pid}$1`));
  writeFileSync(file, stateText(lines));
  try {
    if (inPython && !python) {
      throw new UsageError('Não encontrei o Python 3.10 ou mais novo neste computador.');
    }
    const command: readonly [string, ...string[]] =
      inPython && python ? [...python, file] : [process.execPath, '--import', 'tsx', file];
    const [interpreter, ...first] = command;
    const child = spawn(interpreter, [...first, ...rest], { stdio: 'inherit', cwd: folder });
    // Ctrl-C reaches the program by itself, other signals through us; we wait for its end to tidy up.
    process.on('SIGINT', () => {});
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => child.kill(signal));
    }
    const [code] = await once(child, 'close');
    return typeof code === 'number' ? code : 1;
  } finally {
    rmSync(file, { force: true });
  }
}
