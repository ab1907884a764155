import { formatClients, formatNumber } from './numbers.ts';

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

/** A job in words: `3.200 pedidos, 16 clientes`. */
export function describeLoad({ requests, clients }: LoadJob): string {
  return `${formatNumber(requests)} pedidos, ${formatClients(clients)}`;
}
