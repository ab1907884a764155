import { showValue } from './show-value.ts';
import { StructError } from './struct-error.ts';

/** Where bytes may be read from or written to: any typed array or DataView (its own part of its buffer), or a buffer. */
export type BytesLike = ArrayBufferView | ArrayBufferLike;

/**
 * The same memory as a Uint8Array.
 *
 * @throws {StructError} ERR_STRUCT_TYPE
 */
export function asBytes(format: string, memory: unknown): Uint8Array {
  if (memory instanceof Uint8Array) return memory;
  if (ArrayBuffer.isView(memory)) {
    return new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
  }
  if (memory instanceof ArrayBuffer) return new Uint8Array(memory);
  if (typeof SharedArrayBuffer !== 'undefined' && memory instanceof SharedArrayBuffer) {
    return new Uint8Array(memory);
  }
  const message = `Os bytes precisam ser um Uint8Array (ou DataView, ou ArrayBuffer), e não ${showValue(memory)}.`;
  throw new StructError('ERR_STRUCT_TYPE', message, { format, value: memory });
}
