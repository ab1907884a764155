import { Deadline } from './deadline.ts';
import type { Check, Exercise } from './exercise.ts';
import { CheckFailure } from './failure.ts';
import type { CheckResult, Finding, Judgement } from './judgement.ts';
import type { Tools } from './log.ts';
import type { ProgramLimits } from './program/supervised-program.ts';

/** ms that a program's judgement takes at most, so that an exercise's two are judged in a minute. */
const TOTAL_LIMIT = 29_000;
/** ms that an answer may take; once a program did not answer at all, the other checks wait less for it. */
const PATIENCE = 3_000;
const LITTLE_PATIENCE = 1_000;
/** After so many checks without a byte from it, a program's other checks are not tried. */
const MUTE_AFTER = 2;

export interface JudgeOptions {
  readonly tools: Tools;
  /** Ends the judgement: every process is gone when the promise is settled. */
  readonly signal?: AbortSignal;
  readonly limits?: ProgramLimits;
  /** Multiplies the time limits: 1, as without it, is right for a machine that does little else, 2 for a busy one. */
  readonly slack?: number;
  /** ms that a server has until it listens; 10,000 without it. */
  readonly startLimit?: number;
  /** Called after each check. */
  readonly onResult?: (result: CheckResult) => void;
}

/** What one try of a check has in its hands. */
export interface Attempt {
  /** Comes when the check's time is over, or the judgement. */
  readonly signal: AbortSignal;
  /** ms that an answer may take. */
  readonly patience: number;
  /** How the conversation is had by hand; the try fills it. */
  readonly log: string[];
}

interface Preparations {
  /** The check's place among all, from 0; behind the last without it. */
  readonly place?: number;
  /** Brings what the check needs; its failure is the check's. */
  readonly before?: () => Promise<void>;
  /** Where present: brings it anew after a failure, for a second try that counts. */
  readonly again?: (() => Promise<void>) | undefined;
}

/** The checks of one program, each told in its turn, also where some run at the same time. */
export class Trial implements Disposable {
  #patience: number;
  readonly #slack: number;
  readonly #deadline: Deadline;
  readonly #options: JudgeOptions;
  /** Each in its check's place; those that still run have none. */
  readonly #results: (CheckResult | undefined)[] = [];
  #told = 0;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#slack = options.slack ?? 1;
    this.#patience = PATIENCE * this.#slack;
    this.#deadline = new Deadline(TOTAL_LIMIT * this.#slack, options.signal);
  }

  /** Ends with the whole judgement. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }

  [Symbol.dispose](): void {
    this.#deadline[Symbol.dispose]();
  }

  /**
   * @param defaultSeconds the time limit of a check that names none
   * @returns whether the program did right
   * @throws the reason of the options' signal, when that ended it
   */
  async run<Session>(
    check: Check<Session>,
    defaultSeconds: number,
    attempt: (attempt: Attempt) => Promise<void>,
    { before, again, place = this.#results.length }: Preparations = {},
  ): Promise<boolean> {
    const { seconds = defaultSeconds } = check;
    const begin = performance.now();
    const isMute = this.#isMute;
    let log: string[] = [];
    const tryOnce = async (prepare: (() => Promise<void>) | undefined) => {
      log = [];
      try {
        if (this.signal.aborted) throw tooLate();
        if (isMute) failMute();
        if (check.badge !== undefined && !this.#hasAllPoints) failPointsFirst();
        await prepare?.();
        using deadline = new Deadline(seconds * 1000 * this.#slack, this.signal);
        await attempt({ signal: deadline.signal, patience: this.#patience, log });
        this.#options.signal?.throwIfAborted();
        return undefined;
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        if (!(error instanceof CheckFailure)) throw error;
        return this.signal.aborted && error.kind === 'not-listening' ? tooLate() : error;
      }
    };
    let failure = await tryOnce(before);
    if (failure !== undefined && again !== undefined) failure = await tryOnce(again);
    if (failure?.kind === 'no-answer') this.#patience = LITTLE_PATIENCE * this.#slack;
    const milliseconds = Math.round(performance.now() - begin);
    const result = toResult(check, failure, milliseconds, log);
    this.#results[place] = result;
    this.#tell();
    return result.passed;
  }

  get #known(): readonly CheckResult[] {
    return this.#results.filter((each) => each !== undefined);
  }

  get #hasAllPoints(): boolean {
    return this.#known.every(({ earned, points }) => earned === points);
  }

  /** So far it never said anything: waiting for it again and again would only take the learner's time. */
  get #isMute(): boolean {
    return this.#known.length >= MUTE_AFTER && !this.hasSpoken;
  }

  /** Whether the program did anything else than to say nothing in a check so far. */
  get hasSpoken(): boolean {
    return this.#known.some(({ failure }) => failure?.kind !== 'no-answer');
  }

  /** Tells what is known, up to the first check that still runs. */
  #tell(): void {
    for (let next = this.#results[this.#told]; next; next = this.#results[++this.#told]) {
      this.#options.onResult?.(next);
    }
  }

  judgement({ name, title }: Exercise, side: Judgement['side'], target: string): Judgement {
    const results = this.#known;
    const sum = (key: 'earned' | 'points') => results.reduce((total, each) => total + each[key], 0);
    const [earned, points] = [sum('earned'), sum('points')];
    const badges = results.flatMap(({ passed, badge }) => (passed && badge ? [badge] : []));
    const about = { exercise: name, title, side, target };
    return { ...about, earned, points, passed: earned === points, badges, results };
  }
}

function toResult(
  { name, points, badge, hint }: Check<never>,
  failure: CheckFailure | undefined,
  milliseconds: number,
  log: readonly string[],
): CheckResult {
  const passed = failure === undefined;
  return {
    ...{ name, passed, points, earned: passed ? points : 0 },
    ...(badge === undefined ? {} : { badge }),
    milliseconds,
    ...(passed ? {} : { failure: toFinding(failure) }),
    ...(failure?.wasTried ? { hint } : {}),
    log,
  };
}

function toFinding({ kind, message, details }: CheckFailure): Finding {
  return { kind, message, details };
}

function failMute(): never {
  const sentence = 'Não conferi: o programa ainda não disse nada a ninguém.';
  throw new CheckFailure('no-answer', sentence, [], false);
}

/** A program that spends the badge's seconds on a number too large, and fails, would only keep its author waiting. */
function failPointsFirst(): never {
  throw new CheckFailure('not-tried', 'Fica para quando não faltar mais nenhum ponto.', [], false);
}

function tooLate(): CheckFailure {
  const limit = TOTAL_LIMIT / 1000;
  return new CheckFailure('too-slow', `Não deu tempo: o julgamento inteiro tem ${limit} s.`);
}
