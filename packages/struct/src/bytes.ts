import { showValue } from './show.ts';
import { StructError } from './struct-error.ts';

/** Memory: a typed array or DataView (its own part of its buffer), or a whole buffer. */
export type BytesLike = ArrayBufferView | ArrayBufferLike;

/** Whether a value is a Uint8Array, also one of another realm (an iframe, `node:vm`) and a subclass such as Node's Buffer. */
export function isUint8Array(value: unknown): value is Uint8Array {
  return (
    value instanceof Uint8Array ||
    (ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]')
  );
}

/**
 * The same memory as a Uint8Array.
 *
 * @param format for the error
 * @throws {StructError} ERR_STRUCT_TYPE
 */
export function asBytes(format: string, memory: unknown): Uint8Array {
  return memory instanceof Uint8Array ? memory : viewOf(format, memory);
}

function viewOf(format: string, memory: unknown): Uint8Array {
  if (ArrayBuffer.isView(memory)) {
    return new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
  }
  // Browsers lack SharedArrayBuffer on pages that are not isolated from others.
  if (
    memory instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer !== 'undefined' && memory instanceof SharedArrayBuffer)
  ) {
    return new Uint8Array(memory);
  }
  const message = `Os bytes precisam ser um Uint8Array (ou DataView, ou ArrayBuffer), e veio ${showValue(memory)}.`;
  throw new StructError('ERR_STRUCT_TYPE', message, { format, value: memory });
}
