import { MarshalError } from './marshal-error.ts';

/** CPython's on Linux and macOS. */
const MAX_DEPTH = 2000;

/** 64 MiB. */
const MAX_SIZE = 64 * 2 ** 20;

/** How much is taken on. */
export interface Limits {
  /** The deepest nesting, counted as CPython does: a number in a list is at depth 2. 2000 by default, as CPython's. */
  readonly maxDepth?: number;
  /** The most bytes: of the input of `loads`, of the output of `dumps`. 64 MiB by default. */
  readonly maxSize?: number;
}

/** @throws {MarshalError} ERR_MARSHAL_ARGUMENT */
export function readLimits({ maxDepth = MAX_DEPTH, maxSize = MAX_SIZE }: Limits): Required<Limits> {
  if (maxDepth > 0 && maxSize > 0) return { maxDepth, maxSize };
  const message = `maxDepth ${maxDepth} ou maxSize ${maxSize} não vale.`;
  throw new MarshalError('ARGUMENT', message);
}
