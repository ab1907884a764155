// The process that plays the UDP client.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { serveJobs } from './serve-jobs.ts';
import { quantile } from './stats.ts';
import type { UdpJob, UdpResult } from './udp-load.ts';

/** ms after which a question is given up. */
const PATIENCE = 1_000;

serveJobs(run);

async function run({ port, outstanding, requests }: UdpJob): Promise<UdpResult> {
  const socket = createSocket('udp4');
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {}); // a server that is gone shows as lost datagrams

  /** When each open question was asked, by the answer that it must get. */
  const open = new Map<string, number>();
  const latencies: number[] = [];
  let [asked, wrong, lost] = [0, 0, 0];
  const { promise: finished, resolve: finish } = withResolvers();

  function askNext(): void {
    if (asked < requests) {
      asked++;
      open.set(`AÇÃO NÚMERO ${asked}`, performance.now());
      socket.send(`ação número ${asked}`);
    } else if (open.size === 0) finish();
  }

  socket.on('message', (bytes) => {
    const answer = bytes.toString('utf8');
    const since = open.get(answer);
    if (since === undefined) {
      wrong++;
      return;
    }
    open.delete(answer);
    latencies.push(performance.now() - since);
    askNext();
  });
  const watch = setInterval(() => {
    const limit = performance.now() - PATIENCE;
    for (const [answer, since] of open) {
      if (since > limit) break; // the others were asked later
      open.delete(answer);
      lost++;
      askNext();
    }
  }, PATIENCE / 4);

  const busy = process.cpuUsage();
  const started = performance.now();
  for (let count = 0; count < outstanding; count++) askNext();
  await finished;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(busy);
  clearInterval(watch);
  socket.close();
  return {
    answered: latencies.length,
    wrong,
    lost,
    roundTripsPerSecond: latencies.length / seconds,
    p50: latencies.length > 0 ? quantile(latencies, 0.5) : 0,
    p99: latencies.length > 0 ? quantile(latencies, 0.99) : 0,
    loadBusy: (user + system) / 1e6 / seconds,
  };
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
