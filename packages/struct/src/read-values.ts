import { decodeHalfFloat } from './half-float.ts';
import type { ParsedFormat } from './parse-format.ts';

/**
 * Reads the values of a format.
 *
 * @param start where they begin in `bytes`; there are enough of them
 * @param view over `bytes`
 */
export function readValues(
  { runs, littleEndian }: ParsedFormat,
  bytes: Uint8Array,
  view: DataView,
  start: number,
): unknown[] {
  const values: unknown[] = [];
  for (const { encoding, offset, size, count } of runs) {
    let at = start + offset;
    for (let left = count; left > 0; left--, at += size) {
      switch (encoding) {
        case 'char':
        case 'string':
          values.push(bytes.slice(at, at + size));
          break;
        case 'pascal': {
          const length = Math.min(bytes[at] ?? 0, size - 1);
          values.push(bytes.slice(at + 1, at + 1 + length));
          break;
        }
        case 'bool':
          values.push(bytes[at] !== 0);
          break;
        case 'int8':
          values.push(view.getInt8(at));
          break;
        case 'uint8':
          values.push(view.getUint8(at));
          break;
        case 'int16':
          values.push(view.getInt16(at, littleEndian));
          break;
        case 'uint16':
          values.push(view.getUint16(at, littleEndian));
          break;
        case 'int32':
          values.push(view.getInt32(at, littleEndian));
          break;
        case 'uint32':
          values.push(view.getUint32(at, littleEndian));
          break;
        case 'int64':
          values.push(view.getBigInt64(at, littleEndian));
          break;
        case 'uint64':
        case 'pointer':
          values.push(view.getBigUint64(at, littleEndian));
          break;
        case 'float16':
          values.push(decodeHalfFloat(view.getUint16(at, littleEndian)));
          break;
        case 'float32':
          values.push(view.getFloat32(at, littleEndian));
          break;
        case 'float64':
          values.push(view.getFloat64(at, littleEndian));
          break;
      }
    }
  }
  return values;
}
