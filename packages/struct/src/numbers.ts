import type { Run } from './parse-format.ts';
import { refuseValue } from './refuse-value.ts';

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toInteger(
  format: string,
  run: Run,
  argument: number,
  value: unknown,
  least: number,
  most: number,
): number {
  return Number(toBigInt(format, run, argument, value, BigInt(least), BigInt(most)));
}

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toBigInt(
  format: string,
  run: Run,
  argument: number,
  value: unknown,
  least: bigint,
  most: bigint,
): bigint {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) {
    throw refuseValue(
      'ERR_STRUCT_TYPE',
      format,
      run,
      argument,
      value,
      'precisa ser um número inteiro',
    );
  }
  const integer = BigInt(value as number | bigint); // Number.isInteger is true of numbers only
  if (integer >= least && integer <= most) return integer;
  throw refuseValue(
    'ERR_STRUCT_RANGE',
    format,
    run,
    argument,
    value,
    `só cabem os inteiros de ${least} a ${most}`,
  );
}

/** @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_RANGE */
export function toFloat(format: string, run: Run, argument: number, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') {
    const float = Number(value);
    if (Number.isFinite(float)) return float;
    throw refuseValue(
      'ERR_STRUCT_RANGE',
      format,
      run,
      argument,
      value,
      'grande demais para um float',
    );
  }
  throw refuseValue('ERR_STRUCT_TYPE', format, run, argument, value, 'precisa ser um número');
}
