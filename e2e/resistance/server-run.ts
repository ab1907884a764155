import { randomUUID } from 'node:crypto';
import { TcpProxy } from '@tomada/bad-network';
import { type Program, start, type Twin } from '@tomada/testing';
import { type Conversation, judge, requestBytes } from './conversation.ts';
import { type Fault, faultsOf } from './faults.ts';
import { countSockets, socketsSettle } from './open-sockets.ts';
import type { Outcome } from './outcome.ts';
import { IDLE, type ServerProgram, serverArgs } from './programs.ts';
import { complainOf } from './stderr.ts';
import { talk } from './talk.ts';

/** What each fault led to, by the fault's id, and what must never be: a crash, a hang, a leak. */
export interface Run {
  readonly cells: Readonly<Record<string, readonly Outcome[]>>;
  readonly complaints: readonly string[];
}

/** ms in which a healthy client has to be served while nothing else is going on: less than anyone waits for a fault. */
const AT_ONCE = 2_000;
/** ms for the first one: a thread of TypeScript takes its time to start where other tests keep both cores busy. */
const AT_FIRST = 10_000;

/** One process meets all faults with all seeds; after each one a healthy client is served and no socket is left. */
export async function runServer(
  program: ServerProgram,
  twin: Twin,
  seeds: readonly number[],
): Promise<Run> {
  await using server = start(twin.program, serverArgs(program, IDLE), { limit: 300_000 });
  const port = await server.listening();
  const complaints: string[] = [];
  const atRest = countSockets(server.pid);
  await serveHealthy(program, port, server, 'the start', complaints, AT_FIRST);

  const cells: Record<string, Outcome[]> = {};
  for (const fault of faultsOf('server')) {
    const cell = (seed: number) => meet(program, fault, seed, port, server);
    const outcomes: Outcome[] = [];
    if (program.isOneAtATime) for (const seed of seeds) outcomes.push(await cell(seed));
    else outcomes.push(...(await Promise.all(seeds.map(cell))));
    cells[fault.id] = outcomes;
    await serveHealthy(program, port, server, fault.name, complaints);
    const open = await socketsSettle(server.pid, atRest);
    if (open > atRest) complaints.push(`${fault.name}: ${open - atRest} sockets are left open`);
  }

  const { code, signal, stderr } = await server.interrupt();
  if (code !== 0) complaints.push(`Ctrl-C ends it with ${code ?? signal} instead of 0`);
  return { cells, complaints: [...complaints, ...complainOf(stderr)] };
}

/** One conversation through the bad network. */
async function meet(
  { conversation, reading, heard, apart }: ServerProgram,
  { build }: Fault,
  seed: number,
  port: number,
  server: Program,
): Promise<Outcome> {
  const directions = build?.({
    side: 'server',
    requestBytes: requestBytes(conversation),
    ...(apart === undefined ? {} : { apart }),
  });
  await using proxy = await TcpProxy.listen({
    target: { host: '127.0.0.1', port },
    seed,
    ...directions,
    recordEvents: false,
  });
  const before = heard?.(server.stdout).length;
  const outcome = judge(conversation, await talk(proxy.port, conversation), reading);
  if (!heard) return outcome;
  await proxy.close();
  await catchUp(conversation, port, server);
  const understood = heard(server.stdout).slice(before, -1);
  const isRight = understood.join('\n') === conversation.messages.join('\n');
  if (outcome.result === 'error' || isRight) return outcome;
  return { result: 'wrong', shows: understood.map((text) => `«${text}»`).join(' ') };
}

/** One more client, with a message of its own: once the terminal shows it, it shows all that came before. */
async function catchUp({ answers }: Conversation, port: number, server: Program): Promise<void> {
  const mark = `marca ${randomUUID()}`;
  await talk(port, { messages: [mark], answers, endsSide: true });
  await server.waitFor(new RegExp(`${mark}\n`));
}

async function serveHealthy(
  { conversation, reading, heard }: ServerProgram,
  port: number,
  server: Program,
  after: string,
  complaints: string[],
  patience = AT_ONCE,
): Promise<void> {
  const begun = performance.now();
  const outcome = judge(conversation, await talk(port, conversation), reading);
  const ms = Math.round(performance.now() - begun);
  if (heard) await catchUp(conversation, port, server);
  if (outcome.result !== 'right' || ms > patience) {
    const shown = `${JSON.stringify(outcome)} after ${ms} ms`;
    complaints.push(`after ${after}: a healthy client gets ${shown}\n${server.stderr}`);
  }
}
