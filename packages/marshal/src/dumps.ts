import { MarshalError } from './marshal-error.ts';
import { type Limits, readLimits } from './options.ts';
import type { Marshallable } from './value.ts';
import { Writer } from './writer.ts';

const NEWEST = 5;

/**
 * Writes a value for Python's `marshal.loads`. Version 2 is byte for byte what CPython (3.11 and newer) writes for the same
 * value; from version 3 on, a container that comes more than once is written once and referred to, so that a value may
 * contain itself.
 *
 * @param value a safe integer is written as `int`, any other number (and −0) as `float`, bigint as `int`, Uint8Array as
 *   `bytes`, Array as `list`, Map and plain object as `dict`, Set as `set`, null as `None`; PyFloat, PyTuple and the other
 *   exact classes as what they are. As a key or an element of a set, where Python takes no list, an Array is a `tuple`
 *   and a Set a `frozenset`.
 * @param version 0 to 5; slices need 5
 * @throws {MarshalError} ERR_UNSUPPORTED, which names the way to the value, ERR_TOO_DEEP, ERR_TOO_LARGE, ERR_ARGUMENT
 * @example dumps([1, 2]) // 5b 02 00 00 00 69 01 00 00 00 69 02 00 00 00
 */
export function dumps(value: Marshallable, version = 2, options: Limits = {}): Uint8Array {
  const { maxDepth, maxSize } = readLimits(options);
  if (!Number.isInteger(version) || version < 0 || version > NEWEST) {
    const message = `a versão ${String(version)} do marshal não existe: use um número inteiro de 0 a ${NEWEST}.`;
    throw new MarshalError('ERR_ARGUMENT', message);
  }
  return new Writer(version, maxDepth, maxSize).write(value);
}
