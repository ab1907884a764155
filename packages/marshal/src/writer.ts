import { formatFloatText } from './float-text.ts';
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

// The first versions with doubles of eight bytes, with references, with short texts and tuples, with slices.
const WITH_DOUBLES = 2;
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

let spare: Uint8Array | undefined;

/** A container whose contents are being written. */
class Frame implements Step {
  type = '';
  items: readonly unknown[] = [];
  next = 0;
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
  /** The numbers of the containers that can be referred to; without it everything is written in full. */
  readonly #numbers: Map<object, number> | undefined;
  #bytes: Uint8Array;
  #view: DataView;
  #position = 0;
  /** The containers around the value in question: up to `#depth`; the others wait for their next use. */
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
    let frame = this.#frames[0] as Frame; // there from the beginning
    frame.items = [root];
    let { items, next, starts } = frame;
    let bytes = this.#bytes;
    let position = 0;
    for (;;) {
      if (position > bytes.length - MARGIN) {
        this.#position = position;
        this.#reserve(0);
        bytes = this.#bytes;
      }
      if (next === items.length) {
        this.#position = position;
        if (this.#depth === 0) return;
        if (frame.type === '{') this.#code('0');
        if (starts !== undefined) sortRuns(bytes, starts, position);
        position = this.#position;
        this.#depth--;
        frame = this.#frames[this.#depth] as Frame; // it was there before the other one
        ({ items, next, starts } = frame);
        continue;
      }
      const value = items[next++];
      if (starts !== undefined) starts.push(position);
      // The two most frequent kinds without a detour: short ASCII texts and small ints.
      if (typeof value === 'string' && value.length <= SHORT_TEXT) {
        const { length } = value;
        let index = 0;
        for (let to = position + head; index < length; index++) {
          const unit = value.charCodeAt(index);
          if (unit > 0x7f) break;
          bytes[to++] = unit;
        }
        if (index === length) {
          bytes[position + 1] = length;
          bytes[position] = 0x7a; // z
          if (!isShort) {
            bytes[position] = 0x75; // u
            bytes.fill(0, position + 2, position + 5);
          }
          position += head + length;
          continue;
        }
      } else if (isInt32(value)) {
        bytes[position] = 0x69; // i
        bytes[position + 1] = value;
        bytes[position + 2] = value >> 8;
        bytes[position + 3] = value >> 16;
        bytes[position + 4] = value >> 24;
        position += 5;
        continue;
      }
      this.#position = position;
      frame.next = next;
      const opened = this.#other(value, frame);
      if (opened !== undefined) {
        frame = opened;
        ({ items, next, starts } = frame);
      }
      bytes = this.#bytes;
      position = this.#position;
    }
  }

  /** @returns the container that was begun, if the value is one and a reference to it was not enough */
  #other(value: unknown, frame: Frame): Frame | undefined {
    if (typeof value === 'object' && value !== null) return this.#object(value, frame);
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'bigint') this.#int(value);
    else if (typeof value !== 'number') this.#singleton(value);
    else if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.#int(value);
    else this.#doubles('fg', [value]);
    return undefined;
  }

  #singleton(value: unknown): void {
    if (value === null) this.#code('N');
    else if (value === true) this.#code('T');
    else if (value === false) this.#code('F');
    else if (value === Ellipsis) this.#code('.');
    else if (value === StopIteration) this.#code('S');
    else this.#refuse(value);
  }

  #object(value: object, around: Frame): Frame | undefined {
    // A key is at an even place, which is passed already.
    const isKey = around.isKey || (around.type === '{' && around.next % 2 === 1);
    const number = isKey ? undefined : this.#numbers?.get(value);
    if (number !== undefined) {
      this.#code('r');
      this.#int32(number);
      return undefined;
    }
    if (Array.isArray(value)) return this.#enter(isKey ? '(' : '[', value, value, isKey);
    if (value instanceof PyTuple) return this.#enter('(', value, value.items, isKey);
    if (value instanceof Uint8Array) return this.#block('s', value);
    if (value instanceof PyStr) return this.#block('u', value.utf8);
    if (value instanceof PyFloat) return this.#doubles('fg', [value.value], value.nanBytes);
    if (value instanceof PyComplex) {
      return this.#doubles('xy', [value.re, value.im], value.nanBytes);
    }
    if (value instanceof PyFrozenSet) return this.#enter('>', value, [...value], true);
    if (value instanceof Set) return this.#enter(isKey ? '>' : '<', value, [...value], true);
    if (value instanceof PySlice && this.#version >= WITH_SLICES) {
      return this.#enter(':', value, [value.start, value.stop, value.step], isKey);
    }
    if (isKey) this.#refuse(value);
    if (value instanceof PySet) return this.#enter('<', value, [...value], true);
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
    return this.#enter('{', value, items, false);
  }

  /** @param isKey the contents are keys or parts of one; such a value cannot contain itself, and is not referred to */
  #enter(type: string, value: object, items: readonly unknown[], isKey: boolean): Frame {
    const { length } = items;
    let flag = 0;
    if (this.#numbers !== undefined && !isKey) {
      this.#numbers.set(value, this.#numbers.size);
      flag = FLAG_REF;
    }
    const isSmall = type === '(' && this.#version >= WITH_SHORT && length < 256;
    this.#bytes[this.#position++] = (isSmall ? 0x29 : type.charCodeAt(0)) | flag;
    if (isSmall) this.#bytes[this.#position++] = length;
    else if (type !== '{' && type !== ':') this.#int32(length);
    this.#depth++;
    if (this.#depth >= this.#maxDepth && (length > 0 || type === '{')) {
      const message = `mais de ${this.#maxDepth} níveis (maxDepth), ou um valor dentro de si mesmo.`;
      throw new MarshalError('ERR_TOO_DEEP', message);
    }
    if (this.#depth === this.#frames.length) this.#frames.push(new Frame());
    const frame = this.#frames[this.#depth] as Frame; // just put there, if it was not
    frame.type = type;
    frame.items = items;
    frame.next = 0;
    frame.isKey = isKey;
    const isSorted = (type === '<' || type === '>') && this.#version < WITH_REFERENCES;
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

  /** @param codes the type as text and the type as doubles */
  #doubles(codes: string, values: readonly number[], nanBytes?: Uint8Array): undefined {
    const isText = this.#version < WITH_DOUBLES;
    this.#code(codes.charAt(isText ? 0 : 1));
    values.forEach((value, index) => {
      if (isText) {
        const text = formatFloatText(value);
        this.#bytes[this.#position++] = text.length;
        this.#position = writeUtf8(text, this.#bytes, this.#position);
        return;
      }
      const nan = nanBytes?.subarray(8 * index, 8 * index + 8) ?? NAN;
      if (Number.isNaN(value)) this.#bytes.set(nan, this.#position);
      else this.#view.setFloat64(this.#position, value, true);
      this.#position += 8;
    });
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
    this.#bytes[this.#position++] = type.charCodeAt(0);
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
    throw new MarshalError('ERR_TOO_LARGE', `mais de ${this.#maxSize} bytes (maxSize).`);
  }

  #refuse(value: unknown): never {
    const path = formatPath(this.#frames.slice(1, this.#depth + 1));
    throw new MarshalError(
      'ERR_UNSUPPORTED',
      `o marshal não escreve ${formatValue(value)}${path}.`,
    );
  }
}

/** −0 is no int: Python's has no sign. */
function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && (value !== 0 || 1 / value > 0);
}
