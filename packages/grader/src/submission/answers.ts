import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import type { Part } from '@tomada/checker';
import { type GradeFile, readGradeFile } from './grade-file.ts';
import type { TakenFile } from './intake.ts';

/** In this order they are preferred, where there are several. */
const LANGUAGES: readonly string[] = ['ts', 'py', 'js', 'mjs'];
/** Folders of an assigned lesson whose programs are ours. */
const OURS = new Set(['solutions', 'faults']);
/** How programs end, in whatever language. */
const PROGRAM = /\.(?:ts|py|js|mjs|c|cc|cpp|cs|go|java|kt|php|rb|rs)$/i;

/** The program that was handed in for one side of an exercise. */
export interface Answer {
  /** From the submission's root; of a command of `grade.json`, the file of the submission that it names, if any. */
  readonly file: string | undefined;
  readonly argv: readonly [string, ...string[]];
  /** Where it runs, from the submission's root: beside its `grade.json`, or ''. */
  readonly folder: string;
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
  /** By their paths from `root`. */
  readonly #files: readonly TakenFile[];
  readonly #starters: string;
  readonly #grade: GradeFile;
  readonly #gradeFolder: string;
  /** The folder in which the programs run, from the submission's copy: what a zip wraps everything in, or ''. */
  readonly root: string;

  /**
   * @param folder the submission's copy
   * @param starters the lesson's own, which are no answers
   * @throws {Refusal} on a `grade.json` that cannot be read
   */
  constructor(folder: string, files: readonly TakenFile[], starters: string) {
    this.root = commonFolder(files);
    const prefix = this.root === '' ? '' : `${this.root}/`;
    this.#files = files.map(({ path, digest }) => ({ path: path.slice(prefix.length), digest }));
    this.#starters = starters;
    const own =
      this.#path((path) => path === 'grade.json') ??
      this.#path((path) => /^(?:.*\/)?answers\/grade\.json$/.test(path));
    this.#gradeFolder = own === undefined ? '' : posix.dirname(own).replace(/^\.$/, '');
    this.#grade = readGradeFile(join(folder, this.root, own ?? 'grade.json'));
  }

  /** @returns undefined when it was not handed in */
  find(part: Part): Answer | undefined {
    const command = this.#grade.get(`${part.exercise.name}:${part.side.side}`);
    if (command !== undefined) {
      const folder = this.#gradeFolder;
      const words = command.map((word) => posix.join(folder, word));
      const file = words.find((word) => this.#path((path) => path === word) !== undefined);
      return { file, argv: command, folder, shown: command.join(' ') };
    }
    const [chosen, ...others] = this.#candidates(nameOf(part));
    if (chosen === undefined) return undefined;
    const also = others.map((each) => `«${each}»`).join(', ');
    return {
      ...{ file: chosen, folder: '', ...commandOf(chosen) },
      ...(others.length > 0 && { note: `Julguei «${chosen}»; havia também ${also}.` }),
    };
  }

  /**
   * Why nothing was found, as a sentence: what the instructor would open the folder to see.
   *
   * @param known the names of all that can be handed in
   */
  absence(part: Part, known: ReadonlySet<string>): string {
    const name = nameOf(part);
    if (this.#named(name).length > 0) {
      return 'Não entregou: o arquivo é o ponto de partida, sem mudanças.';
    }
    const misplaced = this.#grade.size === 0 && this.#path((path) => /.\/grade\.json$/.test(path));
    if (misplaced) {
      return `Não entregou. Há «${misplaced}», que só vale na raiz da entrega ou em answers/.`;
    }
    const unknown = this.#path((path) => {
      const folders = path.split('/');
      const file = folders.pop() ?? '';
      const isNamed = known.has(splitName(file)[0].toLowerCase());
      const isTheirs = folders.length === 0 || folders.at(-1) === 'answers';
      return isTheirs && PROGRAM.test(file) && !isNamed;
    });
    return unknown === undefined
      ? 'Não entregou.'
      : `Não entregou «${name}». Há «${unknown}»: se é ele, mude-lhe o nome, ou diga em um grade.json como se roda.`;
  }

  /** The files of that name but for the untouched starter, the likeliest first. */
  #candidates(name: string): string[] {
    const starter = join(this.#starters, `${name}.ts`);
    const untouched = existsSync(starter) ? sha256(readFileSync(starter)) : '';
    return this.#named(name)
      .filter(({ digest }) => digest !== untouched)
      .map(({ path }) => path)
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }

  #named(name: string): TakenFile[] {
    return this.#files.filter(({ path }) => {
      const folders = path.split('/');
      const [base = '', extension = ''] = splitName(folders.pop() ?? '');
      const isProgram = LANGUAGES.includes(extension.toLowerCase());
      return base.toLowerCase() === name && isProgram && !folders.some((each) => OURS.has(each));
    });
  }

  /** The first file whose path is such a one. */
  #path(isWanted: (path: string) => boolean): string | undefined {
    return this.#files.find(({ path }) => isWanted(path))?.path;
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
