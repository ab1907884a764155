import type { Judgement } from '@tomada/checker';
import type { Isolation } from './judging/isolation.ts';
import type { AlikePair } from './similar/pairs.ts';

/** One side of one exercise: a column of the table. */
export interface PartHead {
  /** `oracle-server` */
  readonly name: string;
  /** `Oráculo, servidor` */
  readonly title: string;
  readonly points: number;
}

/** What became of one program of a submission. */
export interface PartResult {
  readonly part: string;
  readonly earned: number;
  readonly points: number;
  /** `broken`: the judgement itself failed, and is tried again at the next run. */
  readonly state: 'judged' | 'missing' | 'broken';
  /** Of what was not judged: why, as a sentence. */
  readonly reason?: string;
  readonly note?: string;
  readonly judgement?: Judgement;
}

/** One submission: a row of the table. */
export interface Row {
  readonly name: string;
  /** `refused`: nothing of it was judged; `pending`: not judged yet, in this run or an earlier one. */
  readonly state: 'judged' | 'refused' | 'pending';
  readonly reason?: string;
  /** In the order of the columns; of a refused or pending one empty. */
  readonly results: readonly PartResult[];
  readonly earned: number;
}

/** What a run found out about a class. */
export interface ClassReport {
  /** The folder's name. */
  readonly title: string;
  readonly parts: readonly PartHead[];
  /** Of a whole submission. */
  readonly points: number;
  readonly rows: readonly Row[];
  readonly alike: readonly AlikePair[];
  readonly isolation: Isolation;
}
