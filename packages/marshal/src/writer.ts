import { longDigits } from './long.ts';
import { MarshalError } from './marshal-error.ts';
import { formatPath, formatValue, type Step } from './path.ts';
import { PyDict } from './py-dict.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet, PySet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { Ellipsis, StopIteration } from './singletons.ts';
import { sortRuns } from './sort-runs.ts';
import { writeUtf8 } from './utf8.ts';

// The first versions with references, with short texts and tuples, with slices.
const WITH_REFERENCES = 3;
const WITH_SHORT = 4;
const WITH_SLICES = 5;

/** With a type: the value can be referred to. */
const FLAG_REF = 0x80;
/** Longer texts are encoded by TextEncoder: the call pays. */
const SHORT_TEXT = 40;
/** Room for whatever does not ask for more: a short text, a number, the head of a container. */
const MARGIN = 128;
/** What is kept from call to call: most values are small, and a new buffer would cost more than they do. */
const SPARE_SIZE = 2 ** 14;

/** Python's `float('nan')`; which of the NaNs a DataView writes is the engine's choice. */
const NAN = Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0x7f);

const SINGLETONS: readonly unknown[] = [null, false, true, Ellipsis, StopIteration];

let spare: Uint8Array | undefined;

/** A container whose contents are being written; used again for the next one as deep. */
class Frame implements Step {
  type = '';
  items: readonly unknown[] = [];
  next = 0;
  /** How many there were when its head was written: a getter may add some. */
  count = 1;
  /** Its contents are keys or parts of one, where an Array is a tuple. */
  isKey = false;
  /** Where each element of a set begins, if they are to be sorted. */
  starts: number[] | undefined;
}

/** Writes one value; made for one use. */
export class Writer {
  readonly #version: number;
  readonly #maxDepth: number;
  readonly #maxSize: number;
  /** The numbers of the objects that can be referred to; without it everything is written in full. */
  readonly #numbers: Map<object, number> | undefined;
  /** Goes with the next type. */
  #flag = 0;
  #bytes: Uint8Array;
  #view: DataView;
  #position = 0;
  /** The containers around the value in question, and first of all the whole: up to `#depth`. */
  readonly #frames = [new Frame()];
  #depth = 0;

  constructor(version: number, maxDepth: number, maxSize: number, hasReferences: boolean) {
    this.#version = version;
    this.#maxDepth = maxDepth;
    this.#maxSize = maxSize;
    this.#numbers = hasReferences ? new Map() : undefined;
    this.#bytes = spare ?? new Uint8Array(SPARE_SIZE);
    spare = undefined; // a getter within the value may call dumps meanwhile
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** @throws {MarshalError} */
  write(root: unknown): Uint8Array {
    const first = this.#bytes;
    try {
      this.#writeAll(root);
      if (this.#position > this.#maxSize) this.#failSize();
      return this.#bytes.slice(0, this.#position);
    } finally {
      spare = first;
    }
  }

  /** No recursion: the depth is bound by `maxDepth`, not by what is left of the stack. */
  #writeAll(root: unknown): void {
    const isShort = this.#version >= WITH_SHORT;
    const head = isShort ? 2 : 5;
    /** Short texts are ASCII; in versions before, all that takes two bytes a character at most is written here. */
    const highest = isShort ? 0x80 : 0x800;
    let frame = this.#frames[0] as Frame; // there from the beginning
    frame.items = [root];
    let { items, next, count, starts } = frame;
    let bytes = this.#bytes;
    let view = this.#view;
    let position = 0;
    for (;;) {
      if (position > bytes.length - MARGIN) {
        this.#position = position;
        this.#reserve(0);
        bytes = this.#bytes;
        view = this.#view;
      }
      if (next === count) {
        this.#position = position;
        if (frame.type === '{') this.#code('0');
        if (starts !== undefined) sortRuns(bytes, starts, position);
        position = this.#position;
        if (this.#depth === 0) return;
        frame = this.#frames[--this.#depth] as Frame; // it was there before the other one
        ({ items, next, count, starts } = frame);
        continue;
      }
      const value = items[next++];
      if (starts !== undefined) starts.push(position);
      // The most frequent kinds without a detour: short texts of most languages, small ints, floats.
      if (typeof value === 'string' && value.length <= SHORT_TEXT) {
        const { length } = value;
        let to = position + head;
        let index = 0;
        for (; index < length; index++) {
          const unit = value.charCodeAt(index);
          if (unit >= highest) break;
          if (unit > 0x7f) {
            bytes[to++] = 0xc0 | (unit >> 6);
            bytes[to++] = 0x80 | (unit & 0x3f);
          } else bytes[to++] = unit;
        }
        if (index === length) {
          bytes[position] = isShort ? 0x7a : 0x75; // z, u
          if (isShort) bytes[position + 1] = length;
          else view.setInt32(position + 1, to - position - head, true);
          position = to;
          continue;
        }
      } else if (isInt32(value)) {
        bytes[position] = 0x69; // i
        view.setInt32(position + 1, value, true);
        position += 5;
        continue;
      } else if (isFloat(value)) {
        bytes[position] = 0x67; // g
        view.setFloat64(position + 1, value, true);
        if (Number.isNaN(value)) bytes.set(NAN, position + 1);
        position += 9;
        continue;
      }
      this.#position = position;
      frame.next = next;
      const opened = this.#other(value, frame);
      if (opened !== undefined) {
        frame = opened;
        ({ items, next, count, starts } = frame);
      }
      bytes = this.#bytes;
      view = this.#view;
      position = this.#position;
    }
  }

  /** @returns the container that was begun, if the value is one and a reference to it was not enough */
  #other(value: unknown, frame: Frame): Frame | undefined {
    if (typeof value === 'object' && value !== null) return this.#object(value, frame);
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'number' || typeof value === 'bigint') this.#int(value);
    else this.#code('NFT.S'[SINGLETONS.indexOf(value)] ?? this.#refuse(value));
    return undefined;
  }

  #object(value: object, around: Frame): Frame | undefined {
    // A key is at an even place, which is passed already.
    const isKey = around.isKey || (around.type === '{' && around.next % 2 === 1);
    // A key cannot contain itself, and may be the same object as what is no key and written in another way.
    if (this.#numbers !== undefined && !isKey) {
      const number = this.#numbers.get(value);
      if (number !== undefined) {
        this.#code('r');
        this.#int32(number);
        return undefined;
      }
      this.#numbers.set(value, this.#numbers.size);
      this.#flag = FLAG_REF;
    }
    if (Array.isArray(value)) return this.#enter(isKey ? '(' : '[', value, isKey);
    if (value instanceof PyTuple) return this.#enter('(', value.items, isKey);
    if (value instanceof Uint8Array) return this.#block('s', value);
    if (value instanceof PyStr) return this.#block('u', value.utf8);
    if (value instanceof PyFloat) return this.#doubles('g', value.nanBytes, value.value);
    if (value instanceof PyComplex) {
      return this.#doubles('y', value.nanBytes, value.re, value.im);
    }
    if (value instanceof PyFrozenSet) return this.#enter('>', [...value], true);
    if (value instanceof Set) return this.#enter(isKey ? '>' : '<', [...value], true);
    if (value instanceof PySlice && this.#version >= WITH_SLICES) {
      return this.#enter(':', [value.start, value.stop, value.step], isKey);
    }
    if (isKey) this.#refuse(value);
    if (value instanceof PySet) return this.#enter('<', [...value], true);
    const items: unknown[] = [];
    if (value instanceof Map) {
      for (const [key, entry] of value) items.push(key, entry); // faster in a loop of its own
    } else if (value instanceof PyDict) {
      for (const [key, entry] of value) items.push(key, entry);
    } else {
      const prototype: unknown = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) this.#refuse(value);
      for (const [key, entry] of Object.entries(value)) items.push(key, entry);
    }
    return this.#enter('{', items, false);
  }

  /** @param isKey the contents are keys or parts of one */
  #enter(type: string, items: readonly unknown[], isKey: boolean): Frame {
    const { length } = items;
    const isSmall = type === '(' && this.#version >= WITH_SHORT && length < 256;
    this.#code(isSmall ? ')' : type);
    if (isSmall) this.#bytes[this.#position++] = length;
    else if (!'{:'.includes(type)) this.#int32(length);
    this.#depth++;
    if (this.#depth >= this.#maxDepth && (length > 0 || type === '{')) {
      const message = `mais de ${this.#maxDepth} níveis (maxDepth), ou um valor em si mesmo.`;
      throw new MarshalError('TOO_DEEP', message);
    }
    this.#frames[this.#depth] ??= new Frame();
    const frame = this.#frames[this.#depth] as Frame; // one line above
    frame.type = type;
    frame.items = items;
    frame.next = 0;
    frame.count = length;
    frame.isKey = isKey;
    const isSorted = '<>'.includes(type) && this.#version < WITH_REFERENCES;
    frame.starts = isSorted ? [] : undefined;
    return frame;
  }

  #int(value: number | bigint): void {
    const number = Number(value);
    if (isInt32(number)) {
      this.#code('i');
      this.#int32(number);
      return;
    }
    const digits = longDigits(value);
    this.#reserve(2 * digits.length);
    this.#code('l');
    this.#int32(value < 0 ? -digits.length : digits.length);
    for (const digit of digits) {
      this.#view.setUint16(this.#position, digit, true);
      this.#position += 2;
    }
  }

  /** @param nanBytes what to write in the place of a NaN */
  #doubles(type: string, nanBytes: Uint8Array | undefined, ...values: number[]): undefined {
    this.#code(type);
    for (const value of values) {
      this.#view.setFloat64(this.#position, value, true);
      if (Number.isNaN(value)) this.#bytes.set(NAN, this.#position);
      this.#position += 8;
    }
    if (nanBytes !== undefined) this.#bytes.set(nanBytes, this.#position - nanBytes.length);
  }

  /** A text that is long or not ASCII. */
  #text(text: string): void {
    this.#reserve(3 * text.length);
    const start = this.#position + 5;
    const end = writeUtf8(text, this.#bytes, start);
    const isAscii = end - start === text.length && this.#version >= WITH_SHORT;
    this.#code(isAscii ? 'a' : 'u');
    this.#int32(end - start);
    this.#position = end;
  }

  #block(type: string, bytes: Uint8Array): undefined {
    this.#reserve(bytes.length);
    this.#code(type);
    this.#int32(bytes.length);
    this.#bytes.set(bytes, this.#position);
    this.#position += bytes.length;
  }

  #code(type: string): void {
    this.#bytes[this.#position++] = type.charCodeAt(0) | this.#flag;
    this.#flag = 0;
  }

  #int32(value: number): void {
    this.#view.setInt32(this.#position, value, true);
    this.#position += 4;
  }

  /** Makes room for so many bytes and the margin. */
  #reserve(size: number): void {
    const needed = this.#position + size + MARGIN;
    const { length } = this.#bytes;
    if (needed <= length) return;
    // A text asks for three bytes a character and may need one.
    if (this.#position + size / 3 > this.#maxSize) this.#failSize();
    const grown = new Uint8Array(Math.max(needed, 2 * length));
    grown.set(this.#bytes.subarray(0, this.#position));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  #failSize(): never {
    throw new MarshalError('TOO_LARGE', `mais de ${this.#maxSize} bytes (maxSize).`);
  }

  #refuse(value: unknown): never {
    const path = formatPath(this.#frames.slice(1, this.#depth + 1));
    throw new MarshalError('UNSUPPORTED', `o marshal não escreve ${formatValue(value)}${path}.`);
  }
}

/** −0 is no int: Python's has no sign. */
function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Object.is(value | 0, value);
}

function isFloat(value: unknown): value is number {
  return typeof value === 'number' && !(Number.isSafeInteger(value) && value !== 0);
}
