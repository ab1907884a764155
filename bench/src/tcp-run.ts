import { describeLoad, type LoadJob, type LoadResult } from './load.ts';
import { formatClients } from './numbers.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';
import { collectComplaints, ServerProcess } from './server-process.ts';
import { type Competitor, type Entry, entries } from './tcp-servers.ts';
import { WorkerProcess } from './worker-process.ts';

/** One server under one load in one round. */
export interface Measurement extends LoadResult {
  readonly mode: Mode;
  readonly clients: number;
  readonly competitor: Competitor;
  readonly round: number;
  /** Processor time of the server for a request, in microseconds; null where the system does not tell. */
  readonly cpuPerRequest: number | null;
}

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  readonly clients: readonly number[];
  /** Requests of one measurement, by mode and number of clients; a multiple of the latter. */
  requests(mode: Mode, clients: number): number;
}

export type Mode = LoadJob['mode'];

export const modes = ['per-request', 'persistent'] as const;

const modeNames = { 'per-request': 'uma conexão por pedido', persistent: 'conexões que ficam' };

/** What a run gives: the measurements, and what servers wrote to standard error meanwhile. */
export interface Outcome {
  readonly measurements: readonly Measurement[];
  readonly complaints: readonly string[];
}

/**
 * Starts every server that can take part, warms each up, and measures them by turns.
 *
 * @throws {Error} when a server does not start, ends, or stops answering; its standard error is in the message
 */
export async function measureTcp(plan: Plan): Promise<Outcome> {
  await using load: LoadGenerator = new WorkerProcess('./load-worker.ts');
  const servers: Running[] = [];
  try {
    for (const entry of entries) {
      if (!entry.command) continue;
      servers.push({ entry, server: await ServerProcess.start(entry.command) });
    }
    return await measureAll(plan, load, servers);
  } finally {
    await Promise.all(servers.map(({ server }) => server[Symbol.asyncDispose]()));
  }
}

type LoadGenerator = WorkerProcess<LoadJob, LoadResult>;

interface Running {
  readonly entry: Entry;
  readonly server: ServerProcess;
}

async function measureAll(
  plan: Plan,
  load: LoadGenerator,
  servers: readonly Running[],
): Promise<Outcome> {
  const progress = new Progress(servers.length * (1 + plan.rounds * plan.clients.length));
  for (const { entry, server } of servers) {
    progress.begin(`aquecimento: ${server.name}`);
    const { mode } = entry;
    const clients = plan.clients.at(-1) ?? 1;
    const job = { mode, clients, port: server.port, requests: plan.requests(mode, clients) };
    await load.run(job, describeLoad(job));
  }

  const measurements: Measurement[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    for (const mode of modes) {
      const contestants = servers.filter(({ entry }) => entry.mode === mode);
      for (const clients of plan.clients) {
        for (const { entry, server } of turns(contestants, round)) {
          progress.begin(
            `rodada ${round + 1} de ${plan.rounds} · ${modeNames[mode]} · ${formatClients(clients)} · ${server.name}`,
          );
          const job = { mode, clients, port: server.port, requests: plan.requests(mode, clients) };
          const measured = await measure(load, server, job);
          measurements.push({ mode, clients, competitor: entry.competitor, round, ...measured });
        }
      }
    }
  }
  progress.end();
  const complaints = collectComplaints(servers.map(({ server }) => server));
  return { measurements, complaints };
}

async function measure(
  load: LoadGenerator,
  server: ServerProcess,
  job: LoadJob,
): Promise<LoadResult & { readonly cpuPerRequest: number | null }> {
  const before = server.cpuSeconds;
  const result = await load.run(job, describeLoad(job));
  const after = server.cpuSeconds;
  server.checkAlive();
  const known = before !== undefined && after !== undefined && result.answered > 0;
  return { ...result, cpuPerRequest: known ? ((after - before) * 1e6) / result.answered : null };
}
