import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adopt, endChild } from './children.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const JOB_LIMIT_MS = 60_000;

/** A process of ours that does jobs (`serveJobs`). One for the whole run, so that it is equally warm for every contestant. */
export class WorkerProcess<Job extends object, Result> implements AsyncDisposable {
  readonly #child: ChildProcess;

  /** @param file its program, in this folder */
  constructor(file: `./${string}-worker.ts`) {
    this.#child = adopt(
      fork(fileURLToPath(new URL(file, import.meta.url)), {
        cwd: folder,
        execArgv: ['--import', 'tsx'],
      }),
    );
  }

  /**
   * Does one job; one at a time.
   *
   * @param what the job in words, for the error
   * @throws {Error} when there is no result within 60 s, or the process has ended
   */
  async run(job: Job, what: string): Promise<Result> {
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    const timer = setTimeout(abort, JOB_LIMIT_MS);
    this.#child.once('exit', abort);
    try {
      const answer = once(this.#child, 'message', { signal: stop.signal });
      this.#child.send(job);
      // Sound: the worker is ours and sends nothing else.
      const [result] = (await answer) as [Result];
      return result;
    } catch (cause) {
      throw new Error(`A carga não terminou (${what}): o servidor parou de responder.`, { cause });
    } finally {
      clearTimeout(timer);
      this.#child.removeListener('exit', abort);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endChild(this.#child);
  }
}
