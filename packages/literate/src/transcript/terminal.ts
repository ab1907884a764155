import type { Launch } from './launch.ts';
import type { PortMap } from './ports.ts';
import { RunningCommand, type RunningOptions } from './running.ts';

/** What a program says once it waits for others; it ends only when somebody ends it. */
const SERVES = /^(?:Escutando em |Ctrl-C encerra)/m;

/** How lines that came are written as the page writes them. */
export interface Writing {
  readonly ports: PortMap;
  /** Pairs of what comes and what the page shows for it: the project's folder. */
  readonly replaced: readonly (readonly [string, string])[];
}

/** One terminal of a session: the command that runs in it, and what has appeared and was not yet looked at. */
export class Terminal {
  readonly name: string;
  readonly #writing: Writing;
  #running: RunningCommand | undefined;
  #added: readonly string[] = [];
  #taken = 0;

  constructor(name: string, writing: Writing) {
    this.name = name;
    this.#writing = writing;
  }

  get running(): RunningCommand | undefined {
    return this.#running;
  }

  /** Whether what runs would go on for ever: it serves others, or it waits for a person at its prompt. */
  get isServing(): boolean {
    if (!this.#running || this.#running.ending) return false;
    return SERVES.test(this.#running.text) || this.unfinished() === '> ';
  }

  start({ command, added }: Launch, options: RunningOptions): RunningCommand {
    this.#added = added;
    this.#taken = 0;
    this.#running = new RunningCommand(command, options);
    return this.#running;
  }

  /** The lines that came and were not taken; an unfinished last one counts once the command has ended. */
  pending(): string[] {
    const lines = (this.#running?.text ?? '').split('\n');
    const unfinished = lines.pop();
    if (unfinished && this.#running?.ending) lines.push(unfinished);
    return lines.slice(this.#taken).map((line) => this.#asShown(line));
  }

  /** What stands on the last line after everything else: a prompt. */
  unfinished(): string {
    return this.#running?.ending ? '' : (this.#running?.text.split('\n').at(-1) ?? '');
  }

  /** @param count how many lines at most; without one, all of them */
  take(count = Number.POSITIVE_INFINITY): string[] {
    const lines = this.pending().slice(0, count);
    this.#taken += lines.length;
    return lines;
  }

  #asShown(line: string): string {
    let text = line;
    // pnpm shows the command that it runs; what we put in, the reader does not see.
    if (text.startsWith('$ ')) for (const word of this.#added) text = text.replace(word, '');
    for (const [came, shown] of this.#writing.replaced) text = text.replaceAll(came, shown);
    return this.#writing.ports.toShown(text);
  }
}
