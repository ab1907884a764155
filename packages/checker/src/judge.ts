import { ClientSession, type PortUse } from './client-session.ts';
import { Deadline } from './deadline.ts';
import type { Check, ClientSide, Exercise, ServerSide } from './exercise.ts';
import { CheckFailure, portTaken } from './failure.ts';
import type { CheckResult, Judgement } from './judgement.ts';
import type { Tools } from './log.ts';
import { PortLock } from './program/port-lock.ts';
import {
  DEFAULT_LIMITS,
  type ProgramCommand,
  type ProgramLimits,
  type SupervisedProgram,
} from './program/supervised-program.ts';
import { ServerSession } from './server-session.ts';
import { ServerStarter, type ServerTarget, tellOutput } from './server-target.ts';
import { atMost } from './waiting.ts';

/** s of a check that names no limit: a server is running, a client is started in it. */
const SERVER_SECONDS = 3;
const CLIENT_SECONDS = 8;
/** ms that a program's judgement takes at most, so that an exercise's two are judged in a minute. */
const TOTAL_LIMIT = 29_000;
/** ms that an answer may take; once a program did not answer at all, the other checks wait less for it. */
const PATIENCE = 3_000;
const LITTLE_PATIENCE = 1_000;
/** After so many checks without a byte, the others are not tried. */
const MUTE_AFTER = 2;
/** ms in which the end of a program shows after the end of its connection. */
const EXIT_SHOWS = 1_000;

export interface JudgeOptions {
  readonly tools: Tools;
  /** Ends the judgement: every process is gone when the promise is settled. */
  readonly signal?: AbortSignal;
  readonly limits?: ProgramLimits;
  /** Called after each check. */
  readonly onResult?: (result: CheckResult) => void;
}

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
      await trial.run(check, SERVER_SECONDS, (signal, log) =>
        talk(check, running, target.port, { signal, log, trial, tools: options.tools }),
      );
    }
    return trial.judgement(exercise, side.side, `127.0.0.1:${target.port}`);
  }
  await using starter = new ServerStarter(side, target, options.limits ?? DEFAULT_LIMITS);
  let running: (ServerTarget & { program: SupervisedProgram }) | undefined;
  let stillborn: CheckFailure | undefined;
  const stop = async () => {
    await running?.program[Symbol.asyncDispose]();
    running = undefined;
  };
  try {
    for (const check of side.checks) {
      const once = async (signal: AbortSignal, log: string[]) => {
        if (running === undefined) throw new Error('the program does not run');
        log.push(`$ ${target.shown}`);
        await talk(check, running, side.port, { signal, log, trial, tools: options.tools });
      };
      const start = async () => {
        if (stillborn !== undefined) throw stillborn;
        try {
          running ??= await starter.start(trial.signal);
        } catch (error) {
          if (error instanceof CheckFailure) stillborn = error;
          throw error;
        }
      };
      const isFresh = running === undefined;
      const isGood = await trial.run(check, SERVER_SECONDS, once, {
        before: start,
        // What an earlier check did to the program is not this one's business: it counts how a fresh one does.
        // A badge is no reason to.
        again:
          isFresh || check.badge !== undefined
            ? undefined
            : async () => {
                await stop();
                await start();
              },
      });
      if (!isGood) await stop();
    }
    return trial.judgement(exercise, side.side, target.shown);
  } finally {
    await stop();
  }
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly log: string[];
  readonly trial: Trial;
  readonly tools: Tools;
}

async function talk(
  check: Check<ServerSession>,
  { port, program }: ServerTarget,
  shownPort: number,
  { signal, log, trial, tools }: Attempt,
): Promise<void> {
  await using session = new ServerSession(port, shownPort, signal, trial.patience, tools);
  try {
    await check.run(session);
  } catch (error) {
    if (!(error instanceof CheckFailure) || program === undefined) throw error;
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
  const { exit } = program;
  if (exit === undefined) {
    const said = tellOutput(program);
    return new CheckFailure(failure.kind, failure.message, [...failure.details, ...said]);
  }
  const how = exit.code === null ? `morreu (${exit.signal})` : `terminou (código ${exit.code})`;
  const sentence = `O programa ${how} no meio da conversa.`;
  return new CheckFailure('ended', sentence, [failure.message, ...tellOutput(program)]);
}

/** Judges a client: runs it once or more for each check, and plays its server. Takes half a minute at most. */
export async function judgeClient(
  exercise: Exercise,
  side: ClientSide,
  command: ProgramCommand,
  options: JudgeOptions,
): Promise<Judgement> {
  using trial = new Trial(options);
  let lock: PortLock | undefined;
  const portUse: PortUse = {
    usesDefault: false,
    takeDefault: async () => {
      lock ??= await PortLock.take(side.port, trial.signal).catch(() => {
        throw portTaken(side.port);
      });
    },
  };
  try {
    for (const check of side.checks) {
      await trial.run(check, CLIENT_SECONDS, async (signal, log) => {
        const limits = options.limits ?? DEFAULT_LIMITS;
        const session = new ClientSession(
          ...([
            command,
            side.port,
            portUse,
            limits,
            signal,
            trial.patience,
            options.tools,
          ] as const),
        );
        try {
          await check.run(session);
        } finally {
          log.push(...session.log);
        }
      });
    }
    return trial.judgement(exercise, side.side, command.shown);
  } finally {
    await lock?.[Symbol.asyncDispose]();
  }
}

interface Attempts {
  /** Brings what the check needs; its failure is the check's. */
  readonly before?: () => Promise<void>;
  /** Where present: brings it anew after a failure, for a second try that counts. */
  readonly again?: (() => Promise<void>) | undefined;
}

/** The checks of one program, one after the other. */
class Trial implements Disposable {
  /** ms */
  patience = PATIENCE;
  readonly #deadline: Deadline;
  readonly #options: JudgeOptions;
  readonly #results: CheckResult[] = [];

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#deadline = new Deadline(TOTAL_LIMIT, options.signal);
  }

  /** Ends with the whole judgement. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }

  [Symbol.dispose](): void {
    this.#deadline[Symbol.dispose]();
  }

  /** @returns whether the program did right */
  async run<Session>(
    check: Check<Session>,
    defaultSeconds: number,
    attempt: (signal: AbortSignal, log: string[]) => Promise<void>,
    { before, again }: Attempts = {},
  ): Promise<boolean> {
    const { seconds = defaultSeconds } = check;
    const begin = performance.now();
    const isMute = this.#isMute;
    let log: string[] = [];
    const tryOnce = async (prepare: (() => Promise<void>) | undefined) => {
      log = [];
      try {
        if (this.signal.aborted) failLate();
        if (isMute) failMute();
        await prepare?.();
        using deadline = new Deadline(seconds * 1000, this.signal);
        await attempt(deadline.signal, log);
        return undefined;
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        if (!(error instanceof CheckFailure)) throw error;
        return this.signal.aborted && error.kind === 'not-listening' ? tooLate() : error;
      }
    };
    let failure = await tryOnce(before);
    if (failure !== undefined && again !== undefined) failure = await tryOnce(again);
    const passed = failure === undefined;
    if (failure?.kind === 'no-answer') this.patience = LITTLE_PATIENCE;
    const result: CheckResult = {
      name: check.name,
      passed,
      points: check.points,
      earned: passed ? check.points : 0,
      ...(check.badge === undefined ? {} : { badge: check.badge }),
      milliseconds: Math.round(performance.now() - begin),
      ...(failure === undefined ? {} : { failure: toFinding(failure) }),
      ...(failure === undefined || isMute ? {} : { hint: check.hint }),
      log,
    };
    this.#results.push(result);
    this.#options.onResult?.(result);
    return passed;
  }

  /** So far it never said anything: waiting for it again and again would only take the learner's time. */
  get #isMute(): boolean {
    const kinds = this.#results.map(({ failure }) => failure?.kind);
    return kinds.length >= MUTE_AFTER && kinds.every((kind) => kind === 'no-answer');
  }

  judgement({ name, title }: Exercise, side: Judgement['side'], target: string): Judgement {
    const results = this.#results;
    const sum = (key: 'earned' | 'points') => results.reduce((total, each) => total + each[key], 0);
    const [earned, points] = [sum('earned'), sum('points')];
    const badges = results.flatMap(({ passed, badge }) => (passed && badge ? [badge] : []));
    const about = { exercise: name, title, side, target };
    return { ...about, earned, points, passed: earned === points, badges, results };
  }
}

function failMute(): never {
  throw new CheckFailure('no-answer', 'Não conferi: o programa ainda não disse nada a ninguém.');
}

function failLate(): never {
  throw tooLate();
}

function tooLate(): CheckFailure {
  const limit = TOTAL_LIMIT / 1000;
  return new CheckFailure('too-slow', `Não deu tempo: o julgamento inteiro tem ${limit} s.`);
}

function toFinding({ kind, message, details }: CheckFailure): CheckResult['failure'] & object {
  return { kind, message, details };
}
