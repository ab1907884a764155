import {
  toBigInt,
  toBytes,
  toChar,
  toFloat32,
  toFloat64,
  toHalfFloat,
  toInteger,
} from './convert-value.ts';
import type { Run } from './runs.ts';
import { copyFirst, lengthOf } from './typed-arrays.ts';

/** Filling so few bytes one by one takes less than asking for a length. */
const FEW_BYTES = 16;

/**
 * Writes values; padding is left as it is.
 *
 * Each kind of number has a loop of its own with its usual case in it, because a call for each run took up to 80 %
 * longer (measured); what is not usual goes to convert-value.ts.
 *
 * @param format for errors
 * @param values as many as the runs take
 * @param bytes as many as the runs take
 * @param view over the same memory
 * @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE; the values before are written by then
 */
export function writeValues(
  format: string,
  runs: readonly Run[],
  littleEndian: boolean,
  values: readonly unknown[],
  bytes: Uint8Array,
  view: DataView,
): void {
  let index = 0;
  for (let turn = 0; turn < runs.length; turn++) {
    const run = runs[turn] as Run; // `turn` is in range
    const { encoding, size } = run;
    const end = index + run.count;
    let at = run.offset;
    switch (encoding) {
      case 'int8':
        for (; index < end; index++, at += 1) {
          const value = values[index];
          const usual = typeof value === 'number' && (value << 24) >> 24 === value;
          view.setInt8(at, usual ? value : toInteger(format, index, value, encoding));
        }
        break;
      case 'uint8':
        for (; index < end; index++, at += 1) {
          const value = values[index];
          const usual = typeof value === 'number' && (value & 0xff) === value;
          view.setUint8(at, usual ? value : toInteger(format, index, value, encoding));
        }
        break;
      case 'int16':
        for (; index < end; index++, at += 2) {
          const value = values[index];
          const usual = typeof value === 'number' && (value << 16) >> 16 === value;
          const integer = usual ? value : toInteger(format, index, value, encoding);
          view.setInt16(at, integer, littleEndian);
        }
        break;
      case 'uint16':
        for (; index < end; index++, at += 2) {
          const value = values[index];
          const usual = typeof value === 'number' && (value & 0xffff) === value;
          const integer = usual ? value : toInteger(format, index, value, encoding);
          view.setUint16(at, integer, littleEndian);
        }
        break;
      case 'int32':
        for (; index < end; index++, at += 4) {
          const value = values[index];
          const usual = typeof value === 'number' && (value | 0) === value;
          const integer = usual ? value : toInteger(format, index, value, encoding);
          view.setInt32(at, integer, littleEndian);
        }
        break;
      case 'uint32':
        for (; index < end; index++, at += 4) {
          const value = values[index];
          const usual = typeof value === 'number' && value >>> 0 === value;
          const integer = usual ? value : toInteger(format, index, value, encoding);
          view.setUint32(at, integer, littleEndian);
        }
        break;
      case 'int64':
        for (; index < end; index++, at += 8) {
          const value = values[index];
          const usual = typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
          const integer = usual ? value : toBigInt(format, index, value, encoding);
          view.setBigInt64(at, integer, littleEndian);
        }
        break;
      case 'uint64':
      case 'pointer':
        for (; index < end; index++, at += 8) {
          const value = values[index];
          const usual = typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
          const integer = usual ? value : toBigInt(format, index, value, encoding);
          view.setBigUint64(at, integer, littleEndian);
        }
        break;
      case 'float64':
        for (; index < end; index++, at += 8) {
          const value = values[index];
          const float = typeof value === 'number' ? value : toFloat64(format, index, value);
          view.setFloat64(at, float, littleEndian);
        }
        break;
      case 'float32':
        for (; index < end; index++, at += 4) {
          view.setFloat32(at, toFloat32(format, index, values[index]), littleEndian);
        }
        break;
      case 'nativeFloat32':
        for (; index < end; index++, at += 4) {
          view.setFloat32(at, toFloat64(format, index, values[index]), littleEndian);
        }
        break;
      case 'float16':
        for (; index < end; index++, at += 2) {
          view.setUint16(at, toHalfFloat(format, index, values[index]), littleEndian);
        }
        break;
      case 'bool':
        for (; index < end; index++, at += 1) view.setUint8(at, values[index] ? 1 : 0);
        break;
      case 'char':
        for (; index < end; index++, at += 1)
          view.setUint8(at, toChar(format, index, values[index]));
        break;
      case 'string':
        for (; index < end; index++, at += size) {
          writeBytes(toBytes(format, index, values[index]), bytes, at, size);
        }
        break;
      case 'pascal':
        for (; index < end; index++, at += size) {
          const text = toBytes(format, index, values[index]);
          if (size === 0) continue;
          bytes[at] = Math.min(lengthOf(text), size - 1, 255);
          writeBytes(text, bytes, at + 1, size - 1);
        }
        break;
    }
  }
}

/** Cut at `length`, or filled up with zeros. */
function writeBytes(value: Uint8Array, bytes: Uint8Array, at: number, length: number): void {
  if (length <= FEW_BYTES) {
    for (let place = 0; place < length; place++) bytes[at + place] = value[place] ?? 0; // beyond its end
    return;
  }
  const copied = Math.min(lengthOf(value), length);
  copyFirst(value, copied, bytes, at);
  if (copied < length) bytes.fill(0, at + copied, at + length);
}
