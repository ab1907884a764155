import { DICT, FLAG_REF, FROZENSET, LIST, NULL, SET, SLICE, SMALL_TUPLE, TUPLE } from './codes.ts';
import { MarshalError } from './marshal-error.ts';
import { Output } from './output.ts';
import { formatPath, formatValue, type Step } from './path.ts';
import { PyDict } from './py-dict.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet, PySet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { Ellipsis, StopIteration } from './singletons.ts';
import { sortRuns } from './sort-runs.ts';

// The first versions with references, with short texts and tuples, with slices.
const WITH_REFERENCES = 3;
const WITH_SHORT = 4;
const WITH_SLICES = 5;

const SINGLETONS: readonly unknown[] = [null, false, true, Ellipsis, StopIteration];

/** A container whose contents are being written; used again for the next one as deep. */
class Frame implements Step {
  /** The container around it; none around the whole. */
  readonly outer: Frame | undefined;
  readonly depth: number;
  /** For the next container in it. */
  inner: Frame | undefined;
  type = 0;
  items: readonly unknown[] = [];
  next = 0;
  /** How many there were when its head was written: a getter may add some. */
  count = 1;
  /** Its contents are keys or parts of one, where an Array is a tuple. */
  isKey = false;
  /** Where each element of a set begins, if they are to be sorted. */
  starts: number[] | undefined;
  /** Room for the keys and values of a dict. */
  readonly pairs: unknown[] = [];

  constructor(outer?: Frame) {
    this.outer = outer;
    this.depth = outer === undefined ? 0 : outer.depth + 1;
  }
}

/** Writes one value; made for one use. */
export class Writer {
  readonly #version: number;
  readonly #maxDepth: number;
  readonly #output: Output;
  /** The numbers of the objects that can be referred to; without it everything is written in full. */
  readonly #numbers: Map<object, number> | undefined;

  constructor(version: number, maxDepth: number, maxSize: number, hasReferences: boolean) {
    this.#version = version;
    this.#maxDepth = maxDepth;
    this.#output = new Output(maxSize, version >= WITH_SHORT);
    this.#numbers = hasReferences ? new Map() : undefined;
  }

  /** @throws {MarshalError} */
  write(root: unknown): Uint8Array {
    try {
      let frame: Frame | undefined = new Frame();
      frame.items = [root];
      // No recursion: the depth is bound by `maxDepth`, not by what is left of the stack.
      while (frame !== undefined) frame = this.#contents(frame);
      return this.#output.finish();
    } finally {
      this.#output.release();
    }
  }

  /**
   * Writes what is still to come of a container, up to the next container in it.
   *
   * @returns the container to go on with: that one, or the one around
   */
  #contents(frame: Frame): Frame | undefined {
    const { items, count, starts } = frame;
    const output = this.#output;
    while (frame.next < count) {
      const value = items[frame.next++];
      output.reserve(0);
      if (starts !== undefined) starts.push(output.position);
      if (typeof value === 'string') output.text(value);
      else if (typeof value === 'number') output.number(value);
      else if (typeof value === 'object' && value !== null) {
        const opened = this.#object(value, frame);
        if (opened !== undefined) return opened;
      } else if (typeof value === 'bigint') output.bigint(value);
      else output.code('NFT.S'.charCodeAt(SINGLETONS.indexOf(value)) || this.#refuse(value, frame));
    }
    if (frame.type === DICT) output.code(NULL);
    if (starts !== undefined) sortRuns(output.bytes, starts, output.position);
    return frame.outer;
  }

  /** @returns the container that was begun, if the value is one and a reference to it was not enough */
  #object(value: object, around: Frame): Frame | undefined {
    const output = this.#output;
    // A key is at an even place, which is passed already.
    const isKey = around.isKey || (around.type === DICT && (around.next & 1) === 1);
    // A key cannot contain itself, and may be the same object as what is no key and written in another way.
    if (this.#numbers !== undefined && !isKey) {
      const number = this.#numbers.get(value);
      if (number !== undefined) {
        output.code(0x72); // r
        output.int32(number);
        return undefined;
      }
      this.#numbers.set(value, this.#numbers.size);
      output.flag = FLAG_REF;
    }
    around.inner ??= new Frame(around);
    const frame = around.inner;
    frame.isKey = isKey;
    if (Array.isArray(value)) return this.#enter(frame, isKey ? TUPLE : LIST, value);
    if (value instanceof Map && !isKey) return this.#dict(frame, value);
    if (value instanceof PyTuple) return this.#enter(frame, TUPLE, value.items);
    if (value instanceof Uint8Array) return output.block(0x73, value);
    if (value instanceof PyStr) return output.block(0x75, value.utf8);
    if (value instanceof PyFloat) {
      return output.doubles(0x67, value.nanBytes, value.value);
    }
    if (value instanceof PyComplex) {
      return output.doubles(0x79, value.nanBytes, value.re, value.im);
    }
    if (value instanceof PySlice && this.#version >= WITH_SLICES) {
      return this.#enter(frame, SLICE, [value.start, value.stop, value.step]);
    }
    frame.isKey = true;
    if (value instanceof PyFrozenSet) return this.#enter(frame, FROZENSET, [...value]);
    if (value instanceof Set) return this.#enter(frame, isKey ? FROZENSET : SET, [...value]);
    if (isKey) this.#refuse(value, around);
    if (value instanceof PySet) return this.#enter(frame, SET, [...value]);
    frame.isKey = false;
    if (value instanceof PyDict) return this.#dict(frame, value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) this.#refuse(value, around);
    return this.#dict(frame, Object.entries(value));
  }

  #dict(frame: Frame, entries: Iterable<readonly [unknown, unknown]>): Frame {
    const { pairs } = frame;
    let count = 0;
    for (const [key, entry] of entries) {
      pairs[count++] = key;
      pairs[count++] = entry;
    }
    return this.#enter(frame, DICT, pairs, count);
  }

  #enter(frame: Frame, type: number, items: readonly unknown[], count = items.length): Frame {
    const output = this.#output;
    const isSmall = type === TUPLE && this.#version >= WITH_SHORT && count < 256;
    output.code(isSmall ? SMALL_TUPLE : type);
    if (isSmall) output.bytes[output.position++] = count;
    else if (type !== DICT && type !== SLICE) output.int32(count);
    if (frame.depth >= this.#maxDepth && (count > 0 || type === DICT)) {
      const message = `mais de ${this.#maxDepth} níveis (maxDepth), ou um valor em si mesmo.`;
      throw new MarshalError('TOO_DEEP', message);
    }
    frame.type = type;
    frame.items = items;
    frame.next = 0;
    frame.count = count;
    const isSorted = (type === SET || type === FROZENSET) && this.#version < WITH_REFERENCES;
    frame.starts = isSorted ? [] : undefined;
    return frame;
  }

  #refuse(value: unknown, around: Frame): never {
    const path = formatPath(around);
    throw new MarshalError('UNSUPPORTED', `o marshal não escreve ${formatValue(value)}${path}.`);
  }
}
