import { createHash } from 'node:crypto';

export const libraries = ['tomada', 'tomada exact', 'py-marshal'] as const;
export type Library = (typeof libraries)[number];
export const operations = ['loads', 'dumps'] as const;
export type Operation = (typeof operations)[number];

/** So many calls of one operation, with each file in turn. */
export interface MarshalJob {
  readonly library: Library;
  readonly operation: Operation;
  readonly version: number;
  /** What is to be read, one file for each value. */
  readonly files: readonly string[];
  readonly turns: number;
}

/** How it went: null when the library cannot do it. */
export interface MarshalResult {
  /** Processor time of one call, of all threads: the garbage collector's too. */
  readonly milliseconds: number;
  /** The last result in version 2, digested. */
  readonly digest: string;
}

/** @param bytes of version 2 */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
