import type { FailureKind } from './failure.ts';

/** Why a check gave no points. */
export interface Finding {
  readonly kind: FailureKind;
  readonly message: string;
  readonly details: readonly string[];
}

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly points: number;
  readonly earned: number;
  readonly badge?: string;
  readonly milliseconds: number;
  /** Of a check that failed: */
  readonly failure?: Finding;
  readonly hint?: string;
  /** Commands (`$ …`) that have the conversation again, and what came (`# …`). */
  readonly log: readonly string[];
}

/** What was found out about one program. */
export interface Judgement {
  readonly exercise: string;
  readonly title: string;
  readonly side: 'server' | 'client';
  /** What was judged: the command, or where it listened. */
  readonly target: string;
  readonly earned: number;
  readonly points: number;
  /** All points. */
  readonly passed: boolean;
  readonly badges: readonly string[];
  readonly results: readonly CheckResult[];
}
