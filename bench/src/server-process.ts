import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { adopt, adoptFolder, endChild } from './children.ts';

/** A server to measure: it says `Escutando em 127.0.0.1:<port>` once it listens. */
export interface ServerCommand {
  /** For people, in messages and tables. */
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
}

const START_LIMIT_MS = 20_000;

/**
 * A server in a process of its own. Its output goes to a file, the same for every server: a pipe would make this
 * process read along and take time from the ones measured.
 */
export class ServerProcess implements AsyncDisposable {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  #port = 0;

  private constructor(command: ServerCommand, folder: string) {
    const [file, ...args] = command.argv;
    const stdout = openSync(join(folder, 'stdout'), 'w');
    const stderr = openSync(join(folder, 'stderr'), 'w');
    this.name = command.name;
    this.#folder = folder;
    this.#child = adopt(spawn(file, args, { cwd: command.cwd, stdio: ['ignore', stdout, stderr] }));
    this.#child.on('error', () => {}); // said by `start`, which sees that there is no pid
    closeSync(stdout);
    closeSync(stderr);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws {Error} when it ends, says no port within 20 s, or cannot be started; the message holds its stderr
   */
  static async start(command: ServerCommand): Promise<ServerProcess> {
    const folder = adoptFolder(mkdtempSync(join(tmpdir(), 'tomada-bench-')));
    const server = new ServerProcess(command, folder);
    const limit = performance.now() + START_LIMIT_MS;
    while (server.alive && performance.now() < limit) {
      // A file that grows is only seen by looking; nothing is measured yet.
      await delay(20);
      const port = /Escutando em \S+:(\d+)/.exec(server.#read('stdout'))?.[1];
      if (port === undefined) continue;
      server.#port = Number(port);
      return server;
    }
    const fate = server.alive ? 'não disse em que porta escuta' : 'terminou antes de escutar';
    await server[Symbol.asyncDispose]();
    throw new Error(`O servidor «${command.name}» ${fate}. Ele disse:\n${server.complaints}`);
  }

  get port(): number {
    return this.#port;
  }

  get alive(): boolean {
    const { pid, exitCode, signalCode } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  /** @throws {Error} when it has ended; what is measured then means nothing */
  checkAlive(): void {
    if (this.alive) return;
    throw new Error(`O servidor «${this.name}» terminou no meio da medida:\n${this.complaints}`);
  }

  /** What it wrote to standard error so far. */
  get complaints(): string {
    return this.#read('stderr');
  }

  /**
   * The processor time that it used so far, all threads together, in seconds; undefined where the system does
   * not tell (only Linux does, proc(5): fields 14 and 15 of stat, in hundredths of a second).
   */
  get cpuSeconds(): number | undefined {
    try {
      const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'latin1');
      // The second field is the name in brackets and may hold spaces: count from behind it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      return undefined;
    }
  }

  /** Bytes of memory that it really occupies; undefined where the system does not tell (only Linux does). */
  get residentBytes(): number | undefined {
    try {
      const [, pages] = readFileSync(`/proc/${this.#child.pid}/statm`, 'latin1').split(' ');
      return Number(pages) * 4096;
    } catch {
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.#child);
  }

  #read(name: 'stdout' | 'stderr'): string {
    // Enough for the first words; a measured server writes a line a request.
    return readFileSync(join(this.#folder, name), 'utf8').slice(0, 4_000);
  }
}

/** What servers wrote to standard error, each under its name; nothing for those that wrote nothing. */
export function collectComplaints(servers: readonly ServerProcess[]): string[] {
  return servers
    .filter(({ complaints }) => complaints !== '')
    .map(({ name, complaints }) => `${name}:\n${complaints}`);
}
