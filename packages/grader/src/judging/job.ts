import type { ProgramLimits } from '@tomada/checker';

/** What the judging process is told. */
export interface Job {
  /** The module that exports the lesson's `catalog`. */
  readonly catalog: string;
  /** `oracle-server` */
  readonly part: string;
  /** The folder in which the program runs, from the submission's copy. */
  readonly root: string;
  readonly argv: readonly [string, ...string[]];
  readonly shown: string;
  readonly limits: ProgramLimits;
  /** Where Python finds the module that the lessons' Python programs share. */
  readonly pythonPath: string;
  /** Multiplies the time limits. */
  readonly slack: number;
}
