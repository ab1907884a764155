import { MarshalError } from './marshal-error.ts';
import { type Limits, readLimits } from './options.ts';
import type { Marshallable } from './value.ts';
import { Writer } from './writer.ts';

const VERSIONS: readonly number[] = [2, 3, 4, 5];
const WITH_REFERENCES = 3;

/**
 * Writes a value for Python's `marshal.loads`. Version 2 is byte for byte what CPython (3.11 and newer) writes for the same
 * value; from version 3 on, a container that comes more than once is written once and referred to, so that a value may
 * contain itself.
 *
 * @param value a safe integer is written as `int`, any other number (and −0) as `float`, bigint as `int`, Uint8Array as
 *   `bytes`, Array as `list`, Map and plain object as `dict`, Set as `set`, null as `None`; PyFloat, PyTuple and the other
 *   exact classes as what they are. As a key or an element of a set, where Python takes no list, an Array is a `tuple`
 *   and a Set a `frozenset`.
 * @param version 2 to 5; slices need 5
 * @throws {MarshalError} ERR_MARSHAL_UNSUPPORTED, which names the way to the value, ERR_MARSHAL_TOO_DEEP, ERR_MARSHAL_TOO_LARGE, ERR_MARSHAL_ARGUMENT
 * @example dumps([1, 2]) // 5b 02 00 00 00 69 01 00 00 00 69 02 00 00 00
 */
export function dumps(value: Marshallable, version = 2, options: Limits = {}): Uint8Array {
  const { maxDepth, maxSize } = readLimits(options);
  if (!VERSIONS.includes(version)) {
    throw new MarshalError('ARGUMENT', `versão «${version}»: use 2, 3, 4 ou 5.`);
  }
  try {
    return new Writer(version, maxDepth, maxSize, false).write(value);
  } catch (error) {
    if (version < WITH_REFERENCES) throw error;
    // The value may contain itself, or the same parts again and again. If not, this fails in the same way.
    return new Writer(version, maxDepth, maxSize, true).write(value);
  }
}
