// What a typed array is and where it lies, asked of the language itself: a subclass, a Proxy, or a property that
// someone put on one can neither lie nor run code of its own.

const prototype: object = Object.getPrototypeOf(Uint8Array.prototype);
const nameGetter = getter<string | undefined>(prototype, Symbol.toStringTag);
const lengthGetter = getter<number>(prototype, 'length');
const bufferGetter = getter<ArrayBufferLike>(prototype, 'buffer');
const offsetGetter = getter<number>(prototype, 'byteOffset');
const byteLengthGetter = getter<number>(prototype, 'byteLength');
const view = {
  buffer: getter<ArrayBufferLike>(DataView.prototype, 'buffer'),
  offset: getter<number>(DataView.prototype, 'byteOffset'),
  length: getter<number>(DataView.prototype, 'byteLength'),
};
const setMethod = Uint8Array.prototype.set;

/** For properties that the language has as getters: all of the above, since ES2015. */
function getter<Value>(of: object, name: PropertyKey): (this: unknown) => Value {
  return Object.getOwnPropertyDescriptor(of, name)?.get as (this: unknown) => Value; // see above
}

/** Whether a value is a Uint8Array, also one of another realm (an iframe, `node:vm`) and a subclass such as Node's Buffer. */
export function isUint8Array(value: unknown): value is Uint8Array {
  return (
    ArrayBuffer.isView(value) &&
    (value instanceof Uint8Array || nameGetter.call(value) === 'Uint8Array')
  );
}

/** Whether it has a byte at an index: asked faster than its length, and no property can answer instead. */
export function hasByte(bytes: Uint8Array, at: number): boolean {
  return bytes[at] !== undefined;
}

/** Its length; 0 when its memory is gone. */
export function lengthOf(bytes: Uint8Array): number {
  return lengthGetter.call(bytes);
}

/**
 * The memory of any view or buffer, of this realm or another, as a Uint8Array.
 *
 * @throws {TypeError} when it is none of them, or its memory is gone
 */
export function bytesOf(memory: unknown): Uint8Array {
  if (nameGetter.call(memory) !== undefined) {
    const array = memory as Uint8Array; // or another typed array, which has the same getters
    return partOf(array, 0, byteLengthGetter.call(array));
  }
  // Making a DataView fails for all but buffers.
  const over = ArrayBuffer.isView(memory) ? memory : new DataView(memory as ArrayBuffer);
  return new Uint8Array(view.buffer.call(over), view.offset.call(over), view.length.call(over));
}

/** A plain Uint8Array over a part of the same memory. */
export function partOf(bytes: Uint8Array, at: number, length: number): Uint8Array {
  return new Uint8Array(bufferGetter.call(bytes), offsetGetter.call(bytes) + at, length);
}

/** A DataView over the same memory. */
export function viewOf(bytes: Uint8Array): DataView {
  const length = byteLengthGetter.call(bytes);
  return new DataView(bufferGetter.call(bytes), offsetGetter.call(bytes), length);
}

/** Copying fewer bytes one by one takes less than a call of `set`. */
const FEW_TO_SET = 16;

/** Copies the first bytes of one to a place in another, which has room for them. */
export function copyFirst(from: Uint8Array, length: number, to: Uint8Array, at: number): void {
  if (length > FEW_TO_SET) {
    setMethod.call(to, lengthOf(from) > length ? partOf(from, 0, length) : from, at);
  } else {
    for (let place = 0; place < length; place++) to[at + place] = from[place] as number; // in range
  }
}
