import { MarshalError } from './marshal-error.ts';
import { type Limits, readLimits } from './options.ts';
import { Reader } from './reader.ts';
import type { ExactValue, PlainValue } from './value.ts';

/** How `loads` reads. */
export interface LoadsOptions extends Limits {
  /** Keep apart all that Python keeps apart; false by default. */
  readonly exact?: boolean;
}

/**
 * Reads a value that Python's `marshal.dumps` wrote, in any version from 0 to 5. Bytes after the value are ignored, as
 * CPython does. Memory and time grow with the input, whatever it says of itself; compiled code (`c`) is refused.
 *
 * @param bytes not changed, and not kept by what is returned
 * @returns everyday JavaScript values: `int` → number when safe, else bigint; `float` → number; `bytes` → Uint8Array;
 *   `tuple` and `list` → Array; `dict` → Map; `set` and `frozenset` → Set; `None` → null. With `{ exact: true }`, values
 *   that `dumps` writes as Python would.
 * @throws {MarshalError} for malformed bytes of any kind, with their offset
 * @example loads(Uint8Array.of(0x69, 7, 0, 0, 0)) // 7
 */
export function loads(bytes: Uint8Array, options: LoadsOptions & { exact: true }): ExactValue;
export function loads(bytes: Uint8Array, options?: LoadsOptions & { exact?: false }): PlainValue;
export function loads(bytes: Uint8Array, options?: LoadsOptions): PlainValue | ExactValue;
export function loads(bytes: Uint8Array, options: LoadsOptions = {}): PlainValue | ExactValue {
  const { maxDepth, maxSize } = readLimits(options);
  if (!(bytes instanceof Uint8Array)) {
    throw new MarshalError('ARGUMENT', 'a entrada não é um Uint8Array.');
  }
  if (bytes.length > maxSize) {
    throw new MarshalError('TOO_LARGE', `mais de ${maxSize} bytes (maxSize).`);
  }
  const reader = new Reader(bytes, maxDepth, options.exact === true);
  return reader.read() as PlainValue | ExactValue; // the reader makes nothing else
}
