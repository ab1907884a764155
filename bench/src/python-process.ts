import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { python } from '@tomada/testing';
import { adopt, endChild } from './children.ts';

/** A Python process that measures, a job a line: one for the whole run, like those of Node (`WorkerProcess`). */
export class PythonProcess<Job extends object, Result> implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /**
   * @param command such as `['python3']`
   * @param name its program, in bench/servers
   */
  constructor([file, ...args]: NonNullable<typeof python>, name: `${string}_loops.py`) {
    const script = fileURLToPath(new URL(`../servers/${name}`, import.meta.url));
    const child = adopt(spawn(file, [...args, script], { stdio: ['pipe', 'pipe', 'inherit'] }));
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** @throws {Error} when it ends instead of answering; what it had to say is on standard error */
  async run(job: Job): Promise<Result> {
    this.#child.stdin?.write(`${JSON.stringify(job)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('O Python terminou sem responder.');
    return JSON.parse(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.#child);
  }
}
