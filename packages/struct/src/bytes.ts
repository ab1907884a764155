import { showValue } from './show.ts';
import { StructError } from './struct-error.ts';
import { bytesOf, isUint8Array } from './typed-arrays.ts';

/** Memory: a typed array or DataView (its own part of its buffer), or a whole buffer. */
export type BytesLike = ArrayBufferView | ArrayBufferLike;

/**
 * The same memory as a Uint8Array. Runs no code of the memory's own.
 *
 * @param format for the error
 * @throws {StructError} ERR_STRUCT_TYPE
 */
export function asBytes(format: string, memory: unknown): Uint8Array {
  return isUint8Array(memory) ? memory : wrap(format, memory);
}

function wrap(format: string, memory: unknown): Uint8Array {
  try {
    return bytesOf(memory);
  } catch (cause) {
    const message = `Os bytes precisam ser um Uint8Array (ou DataView, ou ArrayBuffer), e veio ${showValue(memory)}.`;
    throw new StructError('ERR_STRUCT_TYPE', message, { format, value: memory, cause });
  }
}
