import type { Check, Exercise, ServerSide } from './exercise.ts';
import { CheckFailure } from './failure.ts';
import type { Judgement } from './judgement.ts';
import type { Tools } from './log.ts';
import {
  DEFAULT_LIMITS,
  type ProgramCommand,
  type SupervisedProgram,
} from './program/supervised-program.ts';
import { ServerSession } from './server-session.ts';
import {
  ServerStarter,
  type ServerTarget,
  type StartedServer,
  tellOutput,
} from './server-target.ts';
import { type Attempt, type JudgeOptions, Trial } from './trial.ts';
import { atMost } from './waiting.ts';

/** s of a check that names no limit. */
const SECONDS = 3;
/** ms in which the end of a program shows after the end of its connection. */
const EXIT_SHOWS = 1_000;

/**
 * Judges a server: starts it, or takes the one that listens on a port of 127.0.0.1. Takes half a minute at most.
 *
 * @throws the signal's reason when that ends it
 */
export async function judgeServer(
  exercise: Exercise,
  side: ServerSide,
  target: ProgramCommand | { readonly port: number },
  options: JudgeOptions,
): Promise<Judgement> {
  using trial = new Trial(options);
  if ('port' in target) {
    const running: ServerTarget = { port: target.port, program: undefined };
    for (const check of side.checks) {
      await trial.run(check, SECONDS, (attempt) =>
        talk(check, running, target.port, attempt, options.tools),
      );
    }
    return trial.judgement(exercise, side.side, `127.0.0.1:${target.port}`);
  }
  const { limits = DEFAULT_LIMITS, startLimit } = options;
  await using starter = new ServerStarter(side, target, limits, startLimit);
  let running: StartedServer | undefined;
  let stillborn: CheckFailure | undefined;
  const stop = async () => {
    await running?.program[Symbol.asyncDispose]();
    running = undefined;
  };
  const start = async () => {
    if (stillborn !== undefined) throw stillborn;
    try {
      running ??= await starter.start(trial.signal);
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
      const { kind, message, details } = error;
      stillborn = new CheckFailure(
        kind,
        'Não conferi: o programa não escuta onde devia.',
        [],
        false,
      );
      throw new CheckFailure(kind, message, details, false);
    }
  };
  const restart = async () => {
    await stop();
    await start();
  };
  try {
    for (const check of side.checks) {
      const once = async (attempt: Attempt) => {
        if (running === undefined) throw new Error('the program does not run');
        attempt.log.push(`$ ${target.shown}`);
        await talk(check, running, side.port, attempt, options.tools);
      };
      // What an earlier check did to the program is not this one's business: it counts how a fresh one does. A badge is
      // no reason to start one.
      const again = running === undefined || check.badge !== undefined ? undefined : restart;
      const isGood = await trial.run(check, SECONDS, once, { before: start, again });
      if (!isGood) await stop();
    }
    return trial.judgement(exercise, side.side, target.shown);
  } finally {
    await stop();
  }
}

async function talk(
  check: Check<ServerSession>,
  { port, program }: ServerTarget,
  shownPort: number,
  { signal, patience, log }: Attempt,
  tools: Tools,
): Promise<void> {
  const isDefault = program !== undefined && port === shownPort;
  await using session = new ServerSession({ port, shownPort, isDefault, signal, patience, tools });
  try {
    await check.run(session);
  } catch (error) {
    // Nobody needs to be told why there was no badge: it is not worth the wait.
    const isPlain = program === undefined || check.badge !== undefined;
    if (!(error instanceof CheckFailure) || isPlain) throw error;
    throw await explainByProgram(error, program);
  } finally {
    log.push(...session.log);
  }
}

/** A connection that breaks often means that the program is gone: that is what its author must know. */
async function explainByProgram(
  failure: CheckFailure,
  program: SupervisedProgram,
): Promise<CheckFailure> {
  const isBroken = ['reset', 'refused', 'no-answer', 'too-little', 'second-client', 'half-message'];
  if (!isBroken.includes(failure.kind)) return failure;
  await atMost(EXIT_SHOWS, program.exited);
  if (program.failure) return program.failure;
  if (!program.isGone) {
    const said = tellOutput(program);
    return new CheckFailure(failure.kind, failure.message, [...failure.details, ...said]);
  }
  const sentence = `O programa ${program.howItEnded} no meio da conversa.`;
  return new CheckFailure('ended', sentence, [failure.message, ...tellOutput(program)]);
}
