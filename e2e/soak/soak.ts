import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TcpProxy } from '@tomada/bad-network';
import { start, type Twin } from '@tomada/testing';
import { judge } from '../resistance/conversation.ts';
import { countSockets, socketsSettle } from '../resistance/open-sockets.ts';
import { type ServerProgram, serverArgs } from '../resistance/programs.ts';
import { complainOf } from '../resistance/stderr.ts';
import { talk } from '../resistance/talk.ts';
import { type Holding, measurable, measure } from './memory.ts';
import { profiles, stalling } from './profiles.ts';

/** Connections that each server has to bear, and how many of them before it is measured the first time. */
export const CONNECTIONS = 10_000;
export const WARM_UP = 2_000;

/** After so many the networks are taken down, so that what hangs in them is set free. */
const BATCH = 1_000;

/** Connections at the same time. */
const AT_ONCE = 64;

/** ms that a client waits for the next byte, and that a socket may be left open; where the network stalls, less. */
const PATIENCE = 10_000;
const PATIENCE_WITH_STALLS = 500;

export interface Soaked {
  readonly results: Readonly<Record<'right' | 'error' | 'wrong', number>>;
  readonly before: Holding;
  readonly after: Holding;
  /** Sockets that are open at the end and were not at the beginning. */
  readonly leftOpen: number;
  readonly seconds: number;
  readonly complaints: readonly string[];
}

/** One server process among clients behind bad networks, measured after the first and after the last of them. */
export async function soak(program: ServerProgram, twin: Twin, seed: number): Promise<Soaked> {
  const file = join(tmpdir(), `tomada-soak-${process.pid}-${program.file}`);
  // Its own limit for silent clients is longer than all of this takes: a clock that is not stopped with its connection
  // shows in the memory.
  await using server = start(twin.program, serverArgs(program), {
    limit: 170_000,
    env: measurable(twin, file),
  });
  const port = await server.listening();
  const atRest = countSockets(server.pid);
  const results = { right: 0, error: 0, wrong: 0 };
  const complaints: string[] = [];
  const begun = performance.now();
  let before: Holding | undefined;
  for (let done = 0; done < CONNECTIONS; done += BATCH) {
    if (done === WARM_UP) before = await measure(server, twin, file);
    for (const outcome of await runBatch(program, port, seed + done)) {
      if (outcome === 'hung') complaints.push('a client waited in vain where nothing stalls');
      else results[outcome]++;
    }
    await socketsSettle(server.pid, atRest, PATIENCE);
  }
  const seconds = (performance.now() - begun) / 1000;
  const leftOpen = countSockets(server.pid) - atRest;
  const after = await measure(server, twin, file);
  if (!before) throw new Error('never measured');
  const { code, signal, stderr } = await server.interrupt();
  if (code !== 0) complaints.push(`Ctrl-C ends it with ${code ?? signal} instead of 0`);
  complaints.push(...complainOf(stderr));
  return { results, before, after, leftOpen, seconds, complaints };
}

type Result = 'right' | 'error' | 'wrong' | 'hung';

async function runBatch(program: ServerProgram, port: number, seed: number): Promise<Result[]> {
  const { conversation, reading, isOneAtATime } = program;
  // Who stalls where one is served at a time makes all the others wait: there it is left to the other tests.
  const networks = isOneAtATime ? profiles : [...profiles, ...stalling];
  const proxies = await Promise.all(
    networks.map((network, index) =>
      TcpProxy.listen({
        target: { host: '127.0.0.1', port },
        seed: seed + index,
        ...network,
        recordEvents: false,
      }),
    ),
  );
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    while (next < BATCH) {
      const index = next++ % networks.length;
      const stalls = index >= profiles.length;
      const patience = stalls ? PATIENCE_WITH_STALLS : PATIENCE;
      const received = await talk(proxies[index]?.port ?? 0, conversation, patience);
      if (received.ending === 'silence' && !stalls) results.push('hung');
      else results.push(judge(conversation, received, reading).result);
    }
  };
  const atOnce = isOneAtATime ? 8 : AT_ONCE;
  await Promise.all(Array.from({ length: atOnce }, work));
  await Promise.all(proxies.map((proxy) => proxy.close()));
  return results;
}
