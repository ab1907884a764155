import { TcpProxy } from '@tomada/bad-network';
import {
  type Command,
  type Ended,
  lessonScript,
  start,
  TestServer,
  type Twin,
} from '@tomada/testing';
import { requestBytes } from './conversation.ts';
import { type Fault, faultsOf } from './faults.ts';
import type { Outcome } from './outcome.ts';
import { listenAsPartner } from './partner.ts';
import type { ClientProgram } from './programs.ts';
import type { Run } from './server-run.ts';
import { readExplained } from './stderr.ts';

/** ms until a client that does not end is taken for hung: its own time limit is 2 s. */
const HUNG = 15_000;

/** How many clients start at once, of all programs: until it has started, each keeps a core busy. */
const AT_ONCE = 3;
let starting = 0;
const waiting: (() => void)[] = [];

/** Each fault and seed meets a process of its own. */
export async function runClient(
  program: ClientProgram,
  twin: Twin,
  seeds: readonly number[],
): Promise<Run> {
  const complaints: string[] = [];
  const cells: Record<string, Outcome[]> = {};
  for (const fault of faultsOf('client')) {
    const ends = await Promise.all(seeds.map((seed) => meet(program, twin, fault, seed)));
    const outcomes: Outcome[] = [];
    for (const ended of ends) {
      const read = judgeEnd(program, ended);
      if (typeof read === 'string') complaints.push(`${fault.name}: ${read}`);
      else outcomes.push(read);
    }
    cells[fault.id] = outcomes;
  }
  return { cells, complaints };
}

/** Runs a program to its end; only so many start at once. */
async function runInTurn(
  command: Command,
  args: readonly string[],
  options: { readonly limit: number; readonly input?: string },
) {
  if (starting < AT_ONCE) starting++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  await using program = start(command, args, options);
  const anyOutput = (['stdout', 'stderr'] as const).map((stream) => program.waitFor(/./, stream));
  await Promise.any([...anyOutput, program.ended]).catch(() => {}); // its end says what was wrong
  const next = waiting.shift();
  if (next) next();
  else starting--;
  return await program.ended;
}

async function meet(
  { lesson, conversation, args, input, partner: own }: ClientProgram,
  { program }: Twin,
  { build }: Fault,
  seed: number,
): Promise<Ended> {
  const runWith = (port: number) =>
    runInTurn(program, ['--port', String(port), ...args], {
      limit: HUNG,
      ...(input === undefined ? {} : { input }),
    });
  // Two programs that know where their messages end greet each other first: that must not take all their time.
  const apart = own ? { apart: 5 } : {};
  const directions = build?.({
    side: 'client',
    requestBytes: requestBytes(conversation),
    ...apart,
  });
  if (!directions) return runWith(await closedPort());
  if (own) {
    const options = { input: 'open', limit: 2 * HUNG } as const;
    await using partner = start(lessonScript(lesson, own.script), own.args, options);
    const target = { host: '127.0.0.1', port: await partner.listening() };
    await using proxy = await TcpProxy.listen({ target, seed, ...directions, recordEvents: false });
    const ended = await runWith(proxy.port);
    if (ended.code !== 0) return ended;
    await partner.waitFor(/ saiu\.\n/); // it has read all that came
    const times = partner.stdout.split(own.shows).length - 1;
    if (times === 1) return ended;
    return { ...ended, stdout: `Recebido: ${times} vezes, do outro lado\n` };
  }
  await using partner = await listenAsPartner(conversation);
  await using proxy = await TcpProxy.listen({
    target: { host: '127.0.0.1', port: partner.port },
    seed,
    ...directions,
    recordEvents: false,
  });
  return await runWith(proxy.port);
}

/** A port where nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  await using server = await TestServer.listen(() => {});
  return server.port;
}

/** @returns what must never be, as a sentence */
function judgeEnd(
  { terminal, judged }: ClientProgram,
  { code, signal, stdout: all, stderr }: Ended,
) {
  const stdout = judged && code === 0 ? (all.match(judged) ?? [all]).join('') : all;
  if (signal !== null) return `hung and was ended by ${signal}:\n${stdout}${stderr}`;
  if (code === 0) {
    if (stderr !== '') return `ends with 0 and says an error:\n${stderr}`;
    if (stdout === terminal) return { result: 'right' } as const;
    const shows = [...stdout.matchAll(/^Recebido: (.*)$/gm)].map(([, text = '']) => text);
    if (shows.length === 0) return `ends with 0 and shows no answer:\n${stdout}`;
    return { result: 'wrong', shows: shows.join(' | ') } as const;
  }
  const { codes, complaint } = readExplained(stderr);
  const [said] = codes;
  if (code !== 1 || complaint !== undefined || said === undefined || codes.length > 1) {
    return `ends with ${code} and does not explain one error:\n${stdout}${stderr}`;
  }
  return { result: 'error', by: 'client', code: said } as const;
}
