import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Protocol } from '../exercise.ts';
import { CheckFailure } from '../failure.ts';
import { atMost } from '../waiting.ts';
import { ListenerSearch, type ListeningSocket } from './listening-sockets.ts';
import { killAll, MARK, processesOf, residentBytes, send } from './process-table.ts';
import { ProgramOutput } from './program-output.ts';

/** A command as it is started, and as a person would type it. */
export interface ProgramCommand {
  readonly argv: readonly [string, ...string[]];
  /** The folder it runs in. */
  readonly cwd: string;
  /** For reports: `python3 my.py`. */
  readonly shown: string;
}

/** What a program and all that it starts may take. */
export interface ProgramLimits {
  readonly processes: number;
  readonly outputBytes: number;
  readonly memoryBytes: number;
}

export const DEFAULT_LIMITS: ProgramLimits = {
  processes: 64,
  outputBytes: 8 * 2 ** 20,
  memoryBytes: 2 ** 30,
};

/** ms between two looks at what it takes. */
const LOOK_EVERY = 200;
/** ms that a program has to end by itself when it is asked to. */
const GRACE = 300;
/** ms for what a program printed to arrive after its end: a child of it that holds the pipe may keep it from closing. */
const LAST_WORDS = 1_000;
/** ms in which the system tells that a killed process is gone. */
const REAPING = 5_000;

const MEBIBYTE = 2 ** 20;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** All that run now: none outlives this process, however that ends. */
const running = new Set<SupervisedProgram>();
process.on('exit', () => {
  for (const program of running) program.kill();
});

/**
 * A program that is judged: a process in a session of its own, with all that it starts. It and its children are gone
 * when it is disposed of. What it takes beyond the limits ends it, and `failure` says so.
 */
export class SupervisedProgram implements AsyncDisposable {
  /** How it ended; rejects never. */
  readonly exited: Promise<Exit>;
  readonly command: ProgramCommand;
  /** What it printed on standard output, and on both streams in the order in which it came. */
  readonly stdout = new ProgramOutput();
  readonly output = new ProgramOutput();
  /** Why it could not be started or had to be ended, if that is so. */
  failure: CheckFailure | undefined;
  /** How it ended, once it has. */
  exit: Exit | undefined;
  readonly #child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #limits: ProgramLimits;
  readonly #watch: NodeJS.Timeout;
  /** Its processes at the last look: to look for them costs the machine something. */
  #seen: readonly number[] = [];
  #search: ListenerSearch | undefined;

  /** @param input what its keyboard gives, which ends after it; undefined gives nothing */
  constructor(
    command: ProgramCommand,
    env: Readonly<Record<string, string>>,
    input?: string,
    limits = DEFAULT_LIMITS,
  ) {
    this.command = command;
    this.#limits = limits;
    const [file, ...args] = command.argv;
    this.#child = spawn(file, args, {
      cwd: command.cwd,
      env: {
        ...process.env,
        ...{ NO_COLOR: '1', PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' },
        ...{ PYTHONIOENCODING: 'utf-8', ...env, [MARK]: this.#mark },
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    running.add(this);
    this.#child.stdin?.on('error', () => {}); // it may end without reading
    this.#child.stdin?.end(input ?? '');
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout.add(text);
      this.#note(text);
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    this.#watch = setInterval(() => this.#checkLimits(), LOOK_EVERY);
    this.exited = this.#awaitExit();
  }

  /** Its own process and those that it started, as long as they live. */
  get pids(): number[] {
    const { pid } = this.#child;
    return pid === undefined ? [] : processesOf(pid, this.#mark);
  }

  /** Nothing of it runs any more, or it failed. One that ends well and leaves its child to work goes on (a daemon). */
  get isGone(): boolean {
    return this.exit !== undefined && (this.exit.code !== 0 || this.pids.length === 0);
  }

  /** For a sentence about it: `terminou (código 1)`. */
  get howItEnded(): string {
    const { code, signal } = this.exit ?? { code: null, signal: null };
    return code === null ? `morreu (${signal})` : `terminou (código ${code})`;
  }

  /** Where it listens, as far as it is known; children that were born just now are seen a little later. */
  async listening(protocol: Protocol): Promise<readonly ListeningSocket[]> {
    this.#search ??= new ListenerSearch(protocol);
    const { pid } = this.#child;
    const others = this.#seen.filter((each) => each !== pid);
    return pid === undefined ? [] : await this.#search.look([pid, ...others]);
  }

  /** Asks it to end, and ends it and all that it started when it does not. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#watch);
    const { pid } = this.#child;
    if (pid !== undefined && this.exit === undefined) {
      send(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
      await atMost(GRACE, this.exited);
    }
    this.kill();
    await atMost(REAPING, this.exited);
    running.delete(this);
    // What a child still holds open is of no interest any more.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Ends it and all that it started at once. */
  kill(): void {
    const { pid } = this.#child;
    if (pid !== undefined) killAll(pid, this.#mark);
  }

  async #awaitExit(): Promise<Exit> {
    // It may come in the same breath as the exit.
    const closed = once(this.#child, 'close').catch(() => {});
    try {
      const [code, signal] = await once(this.#child, 'exit');
      this.exit = { code, signal };
    } catch (error) {
      this.exit = { code: null, signal: null };
      this.failure = cannotStart(this.command, error);
    }
    // What it printed last may come after its end; on a busy machine it may lie there when the time is over.
    await atMost(LAST_WORDS, closed);
    await setImmediate();
    return this.exit;
  }

  #note(text: string): void {
    this.output.add(text);
    if (this.output.total > this.#limits.outputBytes) {
      const limit = `${this.#limits.outputBytes / MEBIBYTE} MiB`;
      this.#end('too-much-output', `O programa imprimiu mais de ${limit} e foi encerrado.`);
    }
  }

  #checkLimits(): void {
    const { pids } = this;
    this.#seen = pids;
    const { processes, memoryBytes } = this.#limits;
    if (pids.length > processes) {
      const sentence = `O programa criou mais de ${processes} processos e foi encerrado.`;
      this.#end('too-many-processes', sentence);
    } else if (residentBytes(pids) > memoryBytes) {
      const limit = `${memoryBytes / MEBIBYTE} MiB`;
      this.#end(
        'too-much-memory',
        `O programa ocupou mais de ${limit} de memória e foi encerrado.`,
      );
    }
  }

  #end(kind: CheckFailure['kind'], sentence: string): void {
    this.failure ??= new CheckFailure(kind, sentence);
    this.kill();
  }
}

function cannotStart({ argv, shown }: ProgramCommand, error: unknown): CheckFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `não encontrei o programa «${argv[0]}» (ou a pasta em que ele rodaria)`,
    EACCES: `falta permissão para executar «${argv[0]}»`,
    E2BIG: 'a linha de comando é comprida demais',
  };
  const reason = reasons[code] ?? `o sistema recusou (${code || String(error)})`;
  return new CheckFailure('did-not-start', `Não consegui iniciar «${shown}»: ${reason}.`);
}
