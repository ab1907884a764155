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

/** @throws {MarshalError} ERR_ARGUMENT */
export function readLimits({ maxDepth = MAX_DEPTH, maxSize = MAX_SIZE }: Limits): Required<Limits> {
  for (const [name, value] of Object.entries({ maxDepth, maxSize })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new MarshalError(
      'ERR_ARGUMENT',
      `opção ${name}: «${String(value)}» não serve. Use um número inteiro maior que zero.`,
    );
  }
  return { maxDepth, maxSize };
}

/** @throws {MarshalError} ERR_ARGUMENT, ERR_TOO_LARGE */
export function checkInput(bytes: unknown, maxSize: number): asserts bytes is Uint8Array {
  if (!(bytes instanceof Uint8Array)) {
    throw new MarshalError('ERR_ARGUMENT', 'os bytes precisam vir em um Uint8Array.');
  }
  if (bytes.length > maxSize) {
    throw new MarshalError(
      'ERR_TOO_LARGE',
      `são ${bytes.length} bytes, e o limite (maxSize) é ${maxSize}.`,
    );
  }
}
