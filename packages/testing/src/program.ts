import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { python, skipWithoutPython } from './python.ts';

/** The root of the monorepo. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A command with its first arguments, and the folder it runs in. */
export interface Command {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
}

/**
 * A script of a lesson's package.json, run as the learner's shell would, less pnpm's own start-up.
 * The scripts are `node --import tsx src/….ts`, so the exit code and the signals are the program's own.
 */
export function lessonScript(lesson: string, script: string): Command {
  const cwd = join(root, 'lessons', lesson);
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
  const [node, ...rest] = String(scripts[script]).split(' ');
  if (node !== 'node') throw new Error(`${lesson} ${script} does not start with node`);
  return { name: `${lesson} ${script}`, argv: [process.execPath, ...rest], cwd };
}

/** The Python peer of a lesson's program: `python/<name>.py`. */
export function pythonPeer(lesson: string, name: string): Command {
  return {
    name: `${lesson} ${name}.py`,
    argv: [...(python ?? ['python3']), join(root, 'lessons', lesson, 'python', `${name}.py`)],
    cwd: root,
  };
}

/** A Python program of a lesson that shows a fault: `faults/<name>.py`. */
export function pythonFault(lesson: string, name: string): Command {
  return {
    name: `${lesson} faults/${name}.py`,
    argv: [...(python ?? ['python3']), join(root, 'lessons', lesson, 'faults', `${name}.py`)],
    cwd: root,
  };
}

/** One of the programs that do the same. */
export interface Twin {
  readonly language: 'TypeScript' | 'Python';
  readonly program: Command;
  /** For `describe.skipIf`. */
  readonly skip: boolean;
}

/** A program of a lesson in both languages, for `describe.each`. */
export function twins(lesson: string, script: string, name: string): readonly [Twin, Twin] {
  return [
    { language: 'TypeScript', program: lessonScript(lesson, script), skip: false },
    { language: 'Python', program: pythonPeer(lesson, name), skip: skipWithoutPython },
  ];
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A user id to run under: root may listen on any port, a student may not. */
  readonly uid?: number;
  /** What it reads from standard input, which ends after it; `open` leaves it open for `type`. Nothing by default. */
  readonly input?: string | 'open';
  /** ms until the process is killed and the run fails; a guard, never a way to wait */
  readonly limit?: number;
}

const QUICK_TSX = new URL('./quick-tsx/register.mjs', import.meta.url).href;

/** The same command with `quick-tsx` in the place of tsx: a test starts hundreds of programs. */
export function quickly(argv: Command['argv']): Command['argv'] {
  const [file, ...rest] = argv;
  const place = rest.findIndex((word, index) => word === 'tsx' && rest[index - 1] === '--import');
  return place === -1 ? argv : [file, ...rest.with(place, QUICK_TSX)];
}

/** The same command for another user, who may not enter the folder where this user's Python is. */
function forAnyone(argv: Command['argv']): Command['argv'] {
  const [file, ...rest] = argv;
  return file === python?.[0] ? ['python3', ...rest] : argv;
}

/** How a program ended and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A real process in a group of its own, killed when it goes out of scope (`await using`), which throws when it had to
 * be killed for its limit before.
 */
export class Program implements AsyncDisposable {
  readonly ended: Promise<Ended>;
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #changed = new EventTarget();
  #stdout = '';
  #stderr = '';
  #over = false;
  #tooLong: Error | undefined;

  constructor(command: Command, args: readonly string[], options: RunOptions = {}) {
    this.#name = [command.name, ...args].join(' ');
    const argv = quickly(command.argv);
    const [file, ...first] = options.uid === undefined ? argv : forAnyone(argv);
    this.#child = spawn(file, [...first, ...args], {
      cwd: command.cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    this.#child.stdin?.on('error', () => {}); // it may end without reading
    if (options.input !== 'open') this.#child.stdin?.end(options.input);
    const note = (text: string, stream: 'stdout' | 'stderr') => {
      if (stream === 'stdout') this.#stdout += text;
      else this.#stderr += text;
      this.#changed.dispatchEvent(new Event('change'));
    };
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => note(text, 'stdout'));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => note(text, 'stderr'));
    const limit = options.limit ?? 30_000;
    const guard = setTimeout(() => {
      this.#tooLong = new Error(`${this.#name} still ran after ${limit} ms and was killed`);
      this.#kill('SIGKILL');
    }, limit);
    const over = () => {
      clearTimeout(guard);
      this.#over = true;
      this.#changed.dispatchEvent(new Event('change'));
    };
    this.ended = once(this.#child, 'close').then(
      ([code, signal]) => {
        over();
        return { code, signal, stdout: this.#stdout, stderr: this.#stderr };
      },
      (cause: unknown) => {
        this.#stderr += String(cause); // it could not even be started
        over();
        throw cause;
      },
    );
    this.ended.catch(() => {}); // whoever awaits it sees the failure
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Waits until standard output matches, and gives the match; fails with all output when the program ends before. */
  async waitFor(pattern: RegExp, stream: 'stdout' | 'stderr' = 'stdout'): Promise<RegExpExecArray> {
    return await this.#waitUntil(String(pattern), () =>
      pattern.exec(stream === 'stdout' ? this.#stdout : this.#stderr),
    );
  }

  /** Waits until standard output holds a text so many times. */
  async waitForTimes(times: number, text: string): Promise<void> {
    await this.#waitUntil(
      `${times} × «${text}»`,
      () => this.#stdout.split(text).length > times || null,
    );
  }

  async #waitUntil<Found>(what: string, look: () => Found | null): Promise<Found> {
    for (;;) {
      const found = look();
      if (found !== null) return found;
      if (this.#over) {
        throw new Error(
          `${this.#name} ended before ${what}:\n${this.#stdout}\n--- stderr\n${this.#stderr}`,
        );
      }
      await new Promise((resolve) =>
        this.#changed.addEventListener('change', resolve, { once: true }),
      );
    }
  }

  /** Waits for `Escutando em <host>:<port>` and gives the port. */
  async listening(): Promise<number> {
    const [, port] = await this.waitFor(/Escutando em \S+:(\d+)/);
    return Number(port);
  }

  /** Sends a signal to the whole group, as a terminal does on Ctrl-C, and waits for the end. */
  async interrupt(signal: NodeJS.Signals = 'SIGINT'): Promise<Ended> {
    this.#kill(signal);
    return this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill('SIGKILL');
    await this.ended.catch(() => {}); // whoever needs it has seen it
    // The kill closes connections as the program should have: a test must not take the one for the other.
    if (this.#tooLong) throw this.#tooLong;
  }

  /** Types on the standard input of a program that was started with `input: 'open'`. */
  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  /** Ends that input, as Ctrl-D does. */
  endInput(): void {
    this.#child.stdin?.end();
  }

  /** The process's number, for what the system says of it (`/proc/<pid>`). */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.#name} was not started`);
    return this.#child.pid;
  }

  /** Bytes of memory that the process really occupies. Linux only: macOS and Windows have no /proc. */
  get residentBytes(): number {
    const [, pages] = readFileSync(`/proc/${this.pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  }

  /** Stops reading what the program says, as `| head -1` does once it has its line. */
  stopReading(): void {
    this.#child.stdout?.destroy();
  }

  #kill(signal: NodeJS.Signals): void {
    if (this.#over || this.#child.pid === undefined) return;
    try {
      if (process.platform === 'win32') this.#child.kill(signal);
      else process.kill(-this.#child.pid, signal);
    } catch {
      // The group is gone already.
    }
  }
}

/** Starts a program; close it with `await using`. */
export function start(command: Command, args: readonly string[], options?: RunOptions): Program {
  return new Program(command, args, options);
}

/** Runs a program to its end. */
export async function run(
  command: Command,
  args: readonly string[],
  options?: RunOptions,
): Promise<Ended> {
  await using program = start(command, args, options);
  return await program.ended;
}

/** pnpm as the learner calls it: the one that runs these tests, else the one on the PATH. */
export function pnpm(cwd = root): Command {
  const running = process.env.npm_execpath ?? '';
  const own = basename(running).startsWith('pnpm') ? running : 'pnpm';
  const script = /\.[cm]?js$/.test(own);
  return { name: 'pnpm', argv: script ? [process.execPath, own] : [own], cwd };
}
