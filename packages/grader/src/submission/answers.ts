import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Part } from '@tomada/checker';
import { type GradeFile, readGradeFile } from './grade-file.ts';
import type { TakenFile } from './intake.ts';

/** In this order they are preferred, where there are several. */
const LANGUAGES: readonly string[] = ['ts', 'py', 'js', 'mjs'];
/** Folders of an assigned lesson whose programs are ours. */
const OURS = new Set(['solutions', 'faults']);

/** The program that was handed in for one side of an exercise. */
export interface Answer {
  /** From the submission's root; undefined when a command of `grade.json` stands for it. */
  readonly file: string | undefined;
  readonly argv: readonly [string, ...string[]];
  /** For reports. */
  readonly shown: string;
  /** What the instructor should know of the choice. */
  readonly note?: string;
}

/** `oracle-server`: in file names, columns and options. */
export function nameOf({ exercise, side }: Part): string {
  return `${exercise.name}-${side.side}`;
}

/** Finds the programs in one submission. */
export class Answers {
  readonly #files: readonly TakenFile[];
  readonly #starters: string;
  readonly #grade: GradeFile;
  /** The folder in which the programs run, from the submission's copy: what a zip wraps everything in, or ''. */
  readonly root: string;

  /**
   * @param folder the submission's copy
   * @param starters the lesson's own, which are no answers
   * @throws {Refusal} on a `grade.json` that cannot be read
   */
  constructor(folder: string, files: readonly TakenFile[], starters: string) {
    this.#files = files;
    this.#starters = starters;
    this.root = commonFolder(files);
    this.#grade = readGradeFile(join(folder, this.root, 'grade.json'));
  }

  /** @returns undefined when it was not handed in */
  find(part: Part): Answer | undefined {
    const command = this.#grade.get(`${part.exercise.name}:${part.side.side}`);
    if (command !== undefined) {
      return { file: undefined, argv: command, shown: command.join(' ') };
    }
    const [chosen, ...others] = this.#candidates(nameOf(part));
    if (chosen === undefined) return undefined;
    const also = others.map((each) => `«${each}»`).join(', ');
    return {
      ...{ file: chosen, ...commandOf(chosen) },
      ...(others.length > 0 && { note: `Julguei «${chosen}»; havia também ${also}.` }),
    };
  }

  /** The files of that name, the likeliest first. */
  #candidates(name: string): string[] {
    const starter = join(this.#starters, `${name}.ts`);
    const untouched = existsSync(starter) ? sha256(readFileSync(starter)) : '';
    const prefix = this.root === '' ? '' : `${this.root}/`;
    return this.#files
      .filter(({ digest }) => digest !== untouched)
      .map(({ path }) => path.slice(prefix.length))
      .filter((path) => {
        const folders = path.split('/');
        const [base = '', extension = ''] = splitName(folders.pop() ?? '');
        const isProgram = LANGUAGES.includes(extension.toLowerCase());
        return base.toLowerCase() === name && isProgram && !folders.some((each) => OURS.has(each));
      })
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }
}

/** `answers/` first, `starters/` last, then by depth and language. */
function rank(path: string): number {
  const folders = path.split('/');
  const [, extension = ''] = splitName(folders.pop() ?? '');
  const place = folders.includes('answers') ? 0 : folders.includes('starters') ? 2 : 1;
  const language = LANGUAGES.indexOf(extension.toLowerCase());
  return place * 10_000 + Math.min(folders.length, 99) * 100 + language;
}

function splitName(name: string): [string, string] {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

function commandOf(file: string): Pick<Answer, 'argv' | 'shown'> {
  if (file.toLowerCase().endsWith('.py')) {
    const python = process.platform === 'win32' ? 'python' : 'python3';
    return { argv: [python, file], shown: `python3 ${file}` };
  }
  if (!/\.ts$/i.test(file)) return { argv: [process.execPath, file], shown: `node ${file}` };
  return { argv: [process.execPath, '--import', 'tsx', file], shown: `node --import tsx ${file}` };
}

/** The one folder that holds everything, if there is one: `trabalho/` of a zipped folder. */
function commonFolder(files: readonly TakenFile[]): string {
  const tops = new Set(files.map(({ path }) => path.split('/')[0] ?? ''));
  const [top = ''] = tops;
  const isFolder = files.every(({ path }) => path.includes('/'));
  // A submission of nothing but `answers/` runs beside it, as in the lesson.
  const isLessons = top === 'answers' || top === 'starters';
  return tops.size === 1 && isFolder && !isLessons ? top : '';
}

/** A command's program, when it is a path of the submission, is found there and not on the PATH. */
export function resolveProgram(
  argv: readonly [string, ...string[]],
  cwd: string,
): readonly [string, ...string[]] {
  const [program, ...rest] = argv;
  if (isAbsolute(program) || !/[\\/]/.test(program)) return argv;
  return [join(cwd, program), ...rest];
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
