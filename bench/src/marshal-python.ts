import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { python } from '@tomada/testing';
import { adopt, endChild } from './children.ts';
import type { MarshalJob, MarshalResult } from './marshal-jobs.ts';

const script = fileURLToPath(new URL('../servers/marshal_loops.py', import.meta.url));

/** The Python process that measures: one for the whole run, like those of Node. */
export class PythonMarshal implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** @param command such as `['python3']` */
  constructor([file, ...args]: NonNullable<typeof python>) {
    const child = adopt(spawn(file, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] }));
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** Writes version 4 of files of version 2. @throws {Error} when Python ends instead of answering */
  async prepare(from: readonly string[], to: readonly string[]): Promise<void> {
    await this.#ask({ from, to });
  }

  /** @throws {Error} when Python ends instead of answering; what it had to say is on standard error */
  async run(job: Omit<MarshalJob, 'library'>): Promise<MarshalResult> {
    return JSON.parse(await this.#ask(job));
  }

  async #ask(job: object): Promise<string> {
    this.#child.stdin?.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('O Python terminou sem responder.');
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.#child);
  }
}
