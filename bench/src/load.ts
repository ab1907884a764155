import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adopt, endChild } from './children.ts';

/** What the load generator is asked to do. */
export interface LoadJob {
  /** `per-request`: a connection for each; the server closes first. `persistent`: a connection a client, a line a request. */
  readonly mode: 'per-request' | 'persistent';
  readonly port: number;
  /** How many ask at the same time, each the next question when it has its answer. */
  readonly clients: number;
  /** All clients together; a multiple of `clients`, for each asks the same number. */
  readonly requests: number;
}

/** What it saw. Latencies are in milliseconds, from the question (with its connection, if it has one of its own) to the whole answer. */
export interface LoadResult {
  /** Questions that got an answer, right or wrong. */
  readonly answered: number;
  /** Answers with bytes other than expected. */
  readonly wrong: number;
  /** Questions without an answer. */
  readonly failed: number;
  /** How often each error came, by its code. */
  readonly errors: Readonly<Record<string, number>>;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The share of one core that the load generator itself used: near 1, it may be what limits. */
  readonly loadBusy: number;
}

const folder = fileURLToPath(new URL('..', import.meta.url));
const JOB_LIMIT_MS = 60_000;

/** The process that plays the clients. One for the whole run, so that it is equally warm for every server. */
export class LoadGenerator implements AsyncDisposable {
  readonly #child: ChildProcess = adopt(
    fork(fileURLToPath(new URL('./load-worker.ts', import.meta.url)), {
      cwd: folder,
      execArgv: ['--import', 'tsx'],
    }),
  );

  /**
   * Does one job; one at a time.
   *
   * @throws {Error} when there is no result within 60 s, or the process has ended
   */
  async run(job: LoadJob): Promise<LoadResult> {
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    const timer = setTimeout(abort, JOB_LIMIT_MS);
    this.#child.once('exit', abort);
    try {
      const answer = once(this.#child, 'message', { signal: stop.signal });
      this.#child.send(job);
      // Sound: the worker is ours and sends nothing else.
      const [result] = (await answer) as [LoadResult];
      return result;
    } catch (cause) {
      const what = `${job.requests} pedidos, ${job.clients} clientes`;
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
