// The process that plays the clients.
import { ask, converse, openAll, questions, Tally } from './clients.ts';
import type { LoadJob, LoadResult } from './load.ts';
import { serveJobs } from './serve-jobs.ts';
import { quantile } from './stats.ts';

serveJobs(run);

async function run(job: LoadJob): Promise<LoadResult> {
  const each = Math.floor(job.requests / job.clients);
  const tally = new Tally(each * job.clients);
  const clients = Array.from({ length: job.clients }, (_, client) => client);
  const connections = job.mode === 'persistent' ? await openAll(job.port, job.clients, tally) : [];

  const busy = process.cpuUsage();
  const started = performance.now();
  if (job.mode === 'persistent') {
    await Promise.all(connections.map((connection) => converse(connection, each, tally)));
  } else {
    await Promise.all(
      clients.map(async (client) => {
        for (let count = 0; count < each; count++) {
          await ask(job.port, questions[(client + count) % questions.length], tally);
        }
      }),
    );
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(busy);
  for (const connection of connections) connection.destroy();

  const latencies = tally.latencies;
  return {
    answered: tally.answered,
    wrong: tally.wrong,
    failed: tally.failed,
    errors: Object.fromEntries(tally.errors),
    requestsPerSecond: tally.answered / seconds,
    p50: latencies.length > 0 ? quantile(latencies, 0.5) : 0,
    p99: latencies.length > 0 ? quantile(latencies, 0.99) : 0,
    loadBusy: (user + system) / 1e6 / seconds,
  };
}
