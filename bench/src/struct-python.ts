import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { python } from '@tomada/testing';
import { adopt, endChild } from './children.ts';
import type { StructJob, StructResult } from './struct-worker.ts';

const script = fileURLToPath(new URL('../servers/struct_loops.py', import.meta.url));

/** The Python process that measures: one for the whole run, like those of Node. */
export class PythonStruct implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** @param command such as `['python3']` */
  constructor([file, ...args]: NonNullable<typeof python>) {
    const child = adopt(spawn(file, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] }));
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** @throws {Error} when it ends instead of answering; what it had to say is on standard error */
  async run(
    job: Omit<StructJob, 'library'> & { readonly compiled: boolean },
  ): Promise<StructResult> {
    this.#child.stdin?.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('O Python terminou sem responder.');
    return JSON.parse(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.#child);
  }
}
