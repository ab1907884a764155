import type { BulkJob, BulkResult } from './bulk.ts';
import { describeLoad, type LoadJob, type LoadResult } from './load.ts';
import {
  answerer,
  type Route,
  type RouteName,
  routes,
  sink,
  startRoutes,
} from './network-routes.ts';
import { formatNumber } from './numbers.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { collectComplaints, type ServerProcess } from './server-process.ts';
import { WorkerProcess } from './worker-process.ts';

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** Of one bulk transfer. */
  readonly bytes: number;
  /** Questions with their answers in one measurement of latency, one after the other. */
  readonly exchanges: number;
}

interface InRound {
  readonly route: RouteName;
  readonly round: number;
}

export interface BulkMeasurement extends InRound, BulkResult {
  /** The share of one core that the proxy used; null without one, or where the system does not tell. */
  readonly proxyBusy: number | null;
}

export interface LatencyMeasurement extends InRound, LoadResult {}

/** What a run gives: the measurements, and what servers wrote to standard error meanwhile. */
export interface Outcome {
  readonly bulk: readonly BulkMeasurement[];
  readonly latency: readonly LatencyMeasurement[];
  readonly complaints: readonly string[];
}

type Sender = WorkerProcess<BulkJob, BulkResult>;
type Client = WorkerProcess<LoadJob, LoadResult>;

/**
 * Starts the servers and the proxies, each in a process of its own as are the sender and the client, warms every
 * route up, and measures them by turns.
 *
 * @throws {Error} when a program does not start, ends, or stops answering; its standard error is in the message
 */
export async function measureNetwork(plan: Plan): Promise<Outcome> {
  await using sender: Sender = new WorkerProcess('./bulk-worker.ts');
  await using client: Client = new WorkerProcess('./load-worker.ts');
  const started: ServerProcess[] = [];
  try {
    const toSink = await startRoutes(sink, started);
    const toAnswerer = await startRoutes(answerer, started);
    const bulk: BulkMeasurement[] = [];
    const latency: LatencyMeasurement[] = [];

    // Round -1 warms up and counts for nothing.
    const progress = new Progress((1 + plan.rounds) * (toSink.length + toAnswerer.length));
    for (let round = -1; round < plan.rounds; round++) {
      const when = round < 0 ? 'aquecimento' : `rodada ${round + 1} de ${plan.rounds}`;
      for (const route of turns(toSink, Math.max(0, round))) {
        progress.begin(`${when} · volume · ${routes[route.name]}`);
        const measured = await transfer(sender, route, plan);
        if (round >= 0) bulk.push({ route: route.name, round, ...measured });
      }
      for (const route of turns(toAnswerer, Math.max(0, round))) {
        progress.begin(`${when} · demora · ${routes[route.name]}`);
        const measured = await exchange(client, route, plan);
        if (round >= 0) latency.push({ route: route.name, round, ...measured });
      }
      for (const server of started) server.checkAlive();
    }
    progress.end();
    return { bulk, latency, complaints: collectComplaints(started) };
  } finally {
    await Promise.all(started.map((server) => server[Symbol.asyncDispose]()));
  }
}

async function transfer(
  sender: Sender,
  { name, port, proxy }: Route,
  { bytes }: Plan,
): Promise<BulkResult & { readonly proxyBusy: number | null }> {
  const before = proxy?.cpuSeconds;
  const what = `${formatNumber(bytes)} bytes, ${routes[name]}`;
  const result = await sender.run({ port, bytes }, what);
  const after = proxy?.cpuSeconds;
  const known = before !== undefined && after !== undefined && result.problem === null;
  const seconds = bytes / result.bytesPerSecond;
  return { ...result, proxyBusy: known ? (after - before) / seconds : null };
}

function exchange(client: Client, { port }: Route, { exchanges }: Plan): Promise<LoadResult> {
  const job: LoadJob = { mode: 'persistent', port, clients: 1, requests: exchanges };
  return client.run(job, describeLoad(job));
}
