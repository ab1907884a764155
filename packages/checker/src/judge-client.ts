import { ClientSession } from './client-session.ts';
import { DefaultPort } from './default-port.ts';
import type { ClientSide, Exercise } from './exercise.ts';
import type { Judgement } from './judgement.ts';
import { DEFAULT_LIMITS, type ProgramCommand } from './program/supervised-program.ts';
import { type JudgeOptions, Trial } from './trial.ts';

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
  for (const check of side.checks) {
    await trial.run(check, SECONDS, async ({ signal, patience, log }) => {
      const session = new ClientSession({ command, defaultPort, limits, signal, patience, tools });
      try {
        await check.run(session);
      } finally {
        log.push(...session.log);
      }
    });
  }
  return trial.judgement(exercise, side.side, command.shown);
}
