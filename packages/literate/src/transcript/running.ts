import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { killTree, sendSignal } from './process-tree.ts';

/** How a command ended: by itself with a code, or by a signal. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What is still running, so that nothing outlives this process, whatever ends it. */
const leaders = new Set<number>();
process.once('exit', () => {
  for (const leader of leaders) killTree(leader);
});

export interface RunningOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A program that plays the terminal and runs the command in it; without one, the command gets plain pipes. */
  readonly terminal?: readonly [string, ...string[]] | undefined;
}

/** A command typed at a shell, in a session of its own; standard output and errors come as one text. */
export class RunningCommand implements AsyncDisposable {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #changed = new EventTarget();
  readonly #hasTerminal: boolean;
  readonly #leaders: number[] = [];
  #text = '';
  /** How much had come when Ctrl-C was pressed on a terminal. */
  #keyAt = Number.POSITIVE_INFINITY;
  #ending: Ending | undefined;

  constructor(command: string, { cwd, env, terminal }: RunningOptions) {
    // The second shell is the one of the reader; the first only joins the two outputs, as a terminal does. Where
    // standard input is a socket, as Node's pipes are, bash would take itself for a remote shell and read ~/.bashrc.
    const joined = ['sh', '-c', 'exec bash --norc -c "$1" 2>&1', 'sh', command] as const;
    const [file, ...args] = terminal ? [...terminal, 'bash', '--norc', '-c', command] : joined;
    this.#hasTerminal = terminal !== undefined;
    this.#child = spawn(file, args, {
      cwd,
      env,
      stdio: terminal ? ['pipe', 'pipe', 'inherit', 'pipe'] : ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    if (this.#child.pid !== undefined) this.#addLeader(this.#child.pid);
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#changed.dispatchEvent(new Event('change'));
    });
    // The terminal's player says here which process leads the command's session.
    const [, , , leaderPipe] = this.#child.stdio;
    leaderPipe?.on('data', (text: Buffer) => this.#addLeader(Number(text.toString())));
    this.#child.stdin?.on('error', () => {}); // a program that ended reads no more
    this.ended = once(this.#child, 'close').then(([code, signal]) => {
      this.#ending = { code, signal };
      this.#changed.dispatchEvent(new Event('change'));
      return this.#ending;
    });
    this.ended.catch(() => {}); // whoever awaits it sees the failure
  }

  /**
   * All that came so far, as a person would see it: without colours and without the terminal's own signs. The page shows
   * a key where it is pressed, and the terminal's «^C» is the same once more: on a busy machine it may stand after what
   * the program says to it.
   */
  get text(): string {
    const before = this.#text.slice(0, this.#keyAt);
    const all = before + this.#text.slice(before.length).replace('^C', '');
    // A program that writes above what is being typed erases that line first: it is seen no more.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal is sent
    const seen = all.replace(/[^\n]*\x1b\[1G\x1b\[0J/g, '');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    return seen.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').replace(/\r+\n/g, '\n');
  }

  get ending(): Ending | undefined {
    return this.#ending;
  }

  /** The next time that something comes or the command ends. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed.addEventListener('change', () => resolve(), { once: true });
    });
  }

  type(text: string): void {
    this.#child.stdin?.write(`${text}\n`);
  }

  /** Ctrl-C: on a terminal a key, elsewhere the signal that the key would send to the whole group. */
  interrupt(): void {
    if (this.#hasTerminal) {
      this.#keyAt = this.#text.length;
      this.#child.stdin?.write('\x03');
    } else for (const leader of this.#leaders) sendSignal(-leader, 'SIGINT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Even after the end: what the command left in the background belongs to its session, too.
    for (const leader of this.#leaders) killTree(leader);
    await this.ended.catch(() => {});
    for (const leader of this.#leaders) leaders.delete(leader);
  }

  #addLeader(leader: number): void {
    if (!(leader > 1)) return;
    this.#leaders.push(leader);
    leaders.add(leader);
  }
}
