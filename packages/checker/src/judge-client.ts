import { ClientSession } from './client-session.ts';
import { DefaultPort } from './default-port.ts';
import type { ClientSide, Exercise } from './exercise.ts';
import type { Judgement } from './judgement.ts';
import { DEFAULT_LIMITS, type ProgramCommand } from './program/supervised-program.ts';
import { type Attempt, type JudgeOptions, Trial } from './trial.ts';
import { settleAll } from './waiting.ts';

/** s of a check that names no limit: a program is started in it, or several. */
const SECONDS = 8;

/**
 * Judges a client: runs it once or more for each check, and plays its server. Takes half a minute at most.
 *
 * @throws the signal's reason when that ends it
 */
export async function judgeClient(
  exercise: Exercise,
  side: ClientSide,
  command: ProgramCommand,
  options: JudgeOptions,
): Promise<Judgement> {
  using trial = new Trial(options);
  await using defaultPort = new DefaultPort(side, trial.signal);
  const { limits = DEFAULT_LIMITS, tools } = options;
  const waiting = [...side.checks.entries()];
  const run = async ([place, check]: (typeof waiting)[number]) => {
    const attempt = async ({ signal, patience, log }: Attempt) => {
      const session = new ClientSession({ command, defaultPort, limits, signal, patience, tools });
      try {
        await check.run(session);
      } finally {
        log.push(...session.log);
      }
    };
    // Whose port it is does not count as the program's time.
    const before = async () => {
      if (defaultPort.readsPort !== true) await defaultPort.lock();
    };
    await trial.run(check, SECONDS, attempt, { before, place });
  };
  // The default port is one: as long as it may be needed, a check at a time. A mute program is given up that way, too.
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    await run(next);
    if (defaultPort.readsPort === true && trial.hasSpoken) break;
  }
  // Then two, each with a program and a port of its own, from both ends: they mostly wait.
  const runAll = async (take: () => (typeof waiting)[number] | undefined) => {
    for (let next = take(); next; next = take()) await run(next);
  };
  await settleAll([runAll(() => waiting.shift()), runAll(() => waiting.pop())]);
  return trial.judgement(exercise, side.side, command.shown);
}
