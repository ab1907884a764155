import { showValue } from './show-value.ts';
import { StructError } from './struct-error.ts';

/**
 * Where a struct begins in a buffer, as CPython's `pack_into` and `unpack_from` reckon it: a negative offset counts
 * from the buffer's end.
 *
 * @param size bytes of the struct
 * @param length bytes of the buffer
 * @returns 0 to `length - size`
 * @throws {StructError} ERR_STRUCT_TYPE, ERR_STRUCT_SIZE
 */
export function placeInBuffer(
  format: string,
  size: number,
  length: number,
  offset: number,
): number {
  if (!Number.isInteger(offset)) {
    const message = `O deslocamento precisa ser um número inteiro, e não ${showValue(offset)}.`;
    throw new StructError('ERR_STRUCT_TYPE', message, { format, value: offset });
  }
  const start = offset < 0 ? offset + length : offset;
  if (start >= 0 && start + size <= length) return start;
  const message =
    start < 0
      ? `O deslocamento ${offset} fica antes do começo: são ${length} byte(s).`
      : `O formato ${JSON.stringify(format)} ocupa ${size} byte(s), e a partir do deslocamento ${offset} há ${Math.max(0, length - start)} (são ${length} no total).`;
  throw new StructError('ERR_STRUCT_SIZE', message, { format, value: offset });
}
