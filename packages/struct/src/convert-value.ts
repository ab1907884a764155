import { encodeHalfFloat } from './half-float.ts';
import { refuseValue } from './refuse-value.ts';
import { isUint8Array, lengthOf } from './typed-arrays.ts';

// What `writeValues` asks when a value is not of the usual kind for its code: another kind that will do, or an error.

const ranges = {
  int8: [-0x80n, 0x7fn],
  uint8: [0n, 0xffn],
  int16: [-0x8000n, 0x7fffn],
  uint16: [0n, 0xffffn],
  int32: [-0x8000_0000n, 0x7fff_ffffn],
  uint32: [0n, 0xffff_ffffn],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  // CPython takes the numbers of both kinds of address.
  pointer: [-(2n ** 63n), 2n ** 64n - 1n],
} as const satisfies Record<string, readonly [bigint, bigint]>;

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toBigInt(
  format: string,
  argument: number,
  value: unknown,
  encoding: keyof typeof ranges,
): bigint {
  let integer: bigint;
  if (typeof value === 'bigint') integer = value;
  else if (typeof value === 'number' && Number.isInteger(value)) integer = BigInt(value);
  else {
    throw refuseValue('ERR_STRUCT_TYPE', format, argument, value, 'precisa ser um número inteiro');
  }
  const [least, most] = ranges[encoding];
  if (integer >= least && integer <= most) return integer;
  const why = `só cabem inteiros de ${least} a ${most}`;
  throw refuseValue('ERR_STRUCT_RANGE', format, argument, value, why);
}

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toInteger(
  format: string,
  argument: number,
  value: unknown,
  encoding: keyof typeof ranges,
): number {
  return Number(toBigInt(format, argument, value, encoding));
}

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toFloat64(format: string, argument: number, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'bigint') {
    throw refuseValue('ERR_STRUCT_TYPE', format, argument, value, 'precisa ser um número');
  }
  const float = Number(value);
  if (Number.isFinite(float)) return float;
  throw refuseValue('ERR_STRUCT_RANGE', format, argument, value, 'é grande demais para um float');
}

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE: also for a finite number that would become infinite */
export function toFloat32(format: string, argument: number, value: unknown): number {
  const float = toFloat64(format, argument, value);
  if (!Number.isFinite(float) || Number.isFinite(Math.fround(float))) return float;
  const why = 'é grande demais para um float de 32 bits (o maior é cerca de 3,4e38)';
  throw refuseValue('ERR_STRUCT_RANGE', format, argument, value, why);
}

/** The 16 bits. @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toHalfFloat(format: string, argument: number, value: unknown): number {
  const half = encodeHalfFloat(toFloat64(format, argument, value));
  if (half !== undefined) return half;
  const why = 'é grande demais para um float de 16 bits (o maior é 65504)';
  throw refuseValue('ERR_STRUCT_RANGE', format, argument, value, why);
}

/** @throws {StructError} ERR_STRUCT_TYPE */
export function toBytes(format: string, argument: number, value: unknown): Uint8Array {
  if (isUint8Array(value)) return value;
  const why = 'precisa ser um Uint8Array (TextEncoder faz um de um texto)';
  throw refuseValue('ERR_STRUCT_TYPE', format, argument, value, why);
}

/** @throws {StructError} ERR_STRUCT_TYPE */
export function toChar(format: string, argument: number, value: unknown): number {
  const byte = isUint8Array(value) && lengthOf(value) === 1 ? value[0] : undefined;
  if (byte !== undefined) return byte;
  const why = 'precisa ser um Uint8Array de exatamente 1 byte';
  throw refuseValue('ERR_STRUCT_TYPE', format, argument, value, why);
}
