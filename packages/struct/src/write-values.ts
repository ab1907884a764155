import { encodeHalfFloat } from './half-float.ts';
import { toBigInt, toFloat, toInteger } from './numbers.ts';
import type { ParsedFormat, Run } from './parse-format.ts';
import { refuseValue } from './refuse-value.ts';

/**
 * Writes values at the start of a memory; padding is not written.
 *
 * @param values as many as the format takes
 * @param view over `bytes`
 * @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE; what came before is written by then
 */
export function writeValues(
  format: string,
  { runs, littleEndian }: ParsedFormat,
  values: readonly unknown[],
  bytes: Uint8Array,
  view: DataView,
): void {
  let argument = 0;
  for (const run of runs) {
    const { size } = run;
    let at = run.offset;
    for (let left = run.count; left > 0; left--, argument++, at += size) {
      const value = values[argument];
      switch (run.encoding) {
        case 'char':
          if (!(value instanceof Uint8Array) || value.length !== 1) {
            throw refuseValue(
              'ERR_STRUCT_TYPE',
              format,
              run,
              argument,
              value,
              'precisa ser um Uint8Array de 1 byte',
            );
          }
          bytes.set(value, at);
          break;
        case 'string':
          writeBytes(bytesOf(format, run, argument, value), bytes, at, size);
          break;
        case 'pascal': {
          const text = bytesOf(format, run, argument, value);
          if (size === 0) break;
          bytes[at] = Math.min(text.length, size - 1, 255);
          writeBytes(text, bytes, at + 1, size - 1);
          break;
        }
        case 'bool':
          bytes[at] = value ? 1 : 0;
          break;
        case 'int8':
          view.setInt8(at, toInteger(format, run, argument, value, -0x80, 0x7f));
          break;
        case 'uint8':
          view.setUint8(at, toInteger(format, run, argument, value, 0, 0xff));
          break;
        case 'int16':
          view.setInt16(at, toInteger(format, run, argument, value, -0x8000, 0x7fff), littleEndian);
          break;
        case 'uint16':
          view.setUint16(at, toInteger(format, run, argument, value, 0, 0xffff), littleEndian);
          break;
        case 'int32':
          view.setInt32(
            at,
            toInteger(format, run, argument, value, -0x8000_0000, 0x7fff_ffff),
            littleEndian,
          );
          break;
        case 'uint32':
          view.setUint32(at, toInteger(format, run, argument, value, 0, 0xffff_ffff), littleEndian);
          break;
        case 'int64':
          view.setBigInt64(
            at,
            toBigInt(format, run, argument, value, -(2n ** 63n), 2n ** 63n - 1n),
            littleEndian,
          );
          break;
        case 'uint64':
          view.setBigUint64(
            at,
            toBigInt(format, run, argument, value, 0n, 2n ** 64n - 1n),
            littleEndian,
          );
          break;
        case 'pointer':
          view.setBigUint64(
            at,
            toBigInt(format, run, argument, value, -(2n ** 63n), 2n ** 64n - 1n),
            littleEndian,
          );
          break;
        case 'float16': {
          const half = encodeHalfFloat(toFloat(format, run, argument, value));
          if (half === undefined) {
            throw refuseValue(
              'ERR_STRUCT_RANGE',
              format,
              run,
              argument,
              value,
              'grande demais para um float de 16 bits (até 65504)',
            );
          }
          view.setUint16(at, half, littleEndian);
          break;
        }
        case 'float32': {
          const float = toFloat(format, run, argument, value);
          view.setFloat32(at, float, littleEndian);
          break;
        }
        case 'float64':
          view.setFloat64(at, toFloat(format, run, argument, value), littleEndian);
          break;
      }
    }
  }
}

function bytesOf(format: string, run: Run, argument: number, value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw refuseValue(
    'ERR_STRUCT_TYPE',
    format,
    run,
    argument,
    value,
    'precisa ser um Uint8Array (um texto vira bytes com TextEncoder)',
  );
}

/** Cut at `length`, or filled up with zeros. */
function writeBytes(value: Uint8Array, bytes: Uint8Array, at: number, length: number): void {
  if (value.length > length) bytes.set(value.subarray(0, length), at);
  else {
    bytes.set(value, at);
    bytes.fill(0, at + value.length, at + length);
  }
}
