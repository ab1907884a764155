import { decodeHalfFloat } from './half-float.ts';
import type { Run } from './runs.ts';
import { partOf, viewOf } from './typed-arrays.ts';

/** From so many values of 8 bytes on, making a DataView over the source costs less than putting each together. */
const MANY_VALUES = 16;

/** Fewer bytes are copied to a new array one by one faster than by way of a view (measured). */
const FEW_TO_TAKE = 24;

/** Eight bytes to be read as another kind of number. */
const bits = new DataView(new ArrayBuffer(8));

/**
 * Reads values into an array.
 *
 * It reads single bytes and not a DataView, because making one takes as long as reading some twenty numbers, and
 * bytes that were just packed would first have to get a buffer of their own (measured).
 *
 * @param values gets them, from its first element on
 * @param bytes holds all of them
 * @param start where the first byte is
 */
export function readValues(
  runs: readonly Run[],
  littleEndian: boolean,
  values: unknown[],
  bytes: Uint8Array,
  start: number,
): void {
  // From a byte to the next one up, and from the first byte of a number to its least significant one.
  const step = littleEndian ? 1 : -1;
  const low16 = littleEndian ? 0 : 1;
  const low32 = littleEndian ? 0 : 3;
  let index = 0;
  for (let turn = 0; turn < runs.length; turn++) {
    const run = runs[turn] as Run; // `turn` is in range
    const { encoding, size } = run;
    const end = index + run.count;
    let at = start + run.offset;
    switch (encoding) {
      case 'int8':
        for (; index < end; index++, at += 1) values[index] = (byteAt(bytes, at) << 24) >> 24;
        break;
      case 'uint8':
        for (; index < end; index++, at += 1) values[index] = byteAt(bytes, at);
        break;
      case 'int16':
        for (; index < end; index++, at += 2) {
          values[index] = (uint16At(bytes, at + low16, step) << 16) >> 16;
        }
        break;
      case 'uint16':
        for (; index < end; index++, at += 2) values[index] = uint16At(bytes, at + low16, step);
        break;
      case 'int32':
        for (; index < end; index++, at += 4) values[index] = int32At(bytes, at + low32, step);
        break;
      case 'uint32':
        for (; index < end; index++, at += 4) {
          values[index] = int32At(bytes, at + low32, step) >>> 0;
        }
        break;
      case 'int64':
        for (; index < end; index++, at += 8) {
          takeBits(bytes, at, littleEndian);
          values[index] = bits.getBigInt64(0, true);
        }
        break;
      case 'uint64':
      case 'pointer':
        for (; index < end; index++, at += 8) {
          takeBits(bytes, at, littleEndian);
          values[index] = bits.getBigUint64(0, true);
        }
        break;
      case 'float64':
        if (run.count >= MANY_VALUES) {
          const view = viewOf(bytes);
          for (; index < end; index++, at += 8) values[index] = view.getFloat64(at, littleEndian);
        }
        for (; index < end; index++, at += 8) {
          takeBits(bytes, at, littleEndian);
          values[index] = bits.getFloat64(0, true);
        }
        break;
      case 'float32':
      case 'nativeFloat32':
        for (; index < end; index++, at += 4) {
          bits.setInt32(0, int32At(bytes, at + low32, step), true);
          values[index] = bits.getFloat32(0, true);
        }
        break;
      case 'float16':
        for (; index < end; index++, at += 2) {
          values[index] = decodeHalfFloat(uint16At(bytes, at + low16, step));
        }
        break;
      case 'bool':
        for (; index < end; index++, at += 1) values[index] = bytes[at] !== 0;
        break;
      case 'char':
      case 'string':
        for (; index < end; index++, at += size) values[index] = copyBytes(bytes, at, size);
        break;
      case 'pascal':
        for (; index < end; index++, at += size) {
          const length = size === 0 ? 0 : Math.min(byteAt(bytes, at), size - 1);
          values[index] = copyBytes(bytes, at + 1, length);
        }
        break;
    }
  }
}

// `as number`: CompiledFormat has seen to it that there are enough bytes.

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function uint16At(bytes: Uint8Array, low: number, step: number): number {
  return (bytes[low] as number) | ((bytes[low + step] as number) << 8);
}

function int32At(bytes: Uint8Array, low: number, step: number): number {
  return (
    (bytes[low] as number) |
    ((bytes[low + step] as number) << 8) |
    ((bytes[low + 2 * step] as number) << 16) |
    ((bytes[low + 3 * step] as number) << 24)
  );
}

/** Puts 8 bytes into `bits`, as little-endian. */
function takeBits(bytes: Uint8Array, at: number, littleEndian: boolean): void {
  const low = littleEndian ? at : at + 7;
  const step = littleEndian ? 1 : -1;
  bits.setInt32(0, int32At(bytes, low, step), true);
  bits.setInt32(4, int32At(bytes, low + 4 * step, step), true);
}

/** A plain Uint8Array with a buffer of its own, whatever `bytes` is (`slice` of Node's Buffer would share the memory). */
function copyBytes(bytes: Uint8Array, at: number, length: number): Uint8Array<ArrayBuffer> {
  if (length > FEW_TO_TAKE) return new Uint8Array(partOf(bytes, at, length));
  const copy = new Uint8Array(length);
  for (let place = 0; place < length; place++) copy[place] = byteAt(bytes, at + place);
  return copy;
}
