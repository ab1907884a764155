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

/** The first versions that write doubles as eight bytes, references, short texts and tuples, slices. */
const WITH_BINARY_FLOATS = 2;
const WITH_REFERENCES = 3;
const WITH_SHORT = 4;
const WITH_SLICES = 5;

/** Set on the type of what can be referred to. */
const FLAG_REF = 0x80;
/** Longer texts are encoded by TextEncoder: the call pays. Measured. */
const SHORT_TEXT = 40;
const FIRST_SIZE = 1024;
/** A larger buffer is not kept for the next call. */
const LARGEST_SPARE = 2 ** 20;

/** Python's `float('nan')`; which of the NaNs a DataView writes is the engine's choice. */
const NAN = Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0x7f);

const encoder = new TextEncoder();
/** The buffer of the call before: most values are small, and a new buffer costs more than they do. */
let spare: Uint8Array | undefined;

/** A container, taken apart. */
interface Contents {
  readonly type: string;
  readonly kind: Step['kind'];
  readonly items: readonly unknown[];
}

/** A container whose contents are being written. */
interface Frame extends Step {
  readonly value: object | undefined;
  /** Its contents are keys or parts of one. */
  readonly isKey: boolean;
  /** Where each element of a set begins, if they are to be sorted. */
  readonly starts: number[] | undefined;
}

/** Writes one value; made for one use. */
export class Writer {
  readonly #version: number;
  readonly #maxDepth: number;
  readonly #maxSize: number;
  #bytes: Uint8Array;
  #view: DataView;
  #position = 0;
  readonly #frames: Frame[] = [];
  /** The numbers of the containers so far: of those that are keys, where an Array is a tuple, and of the others. */
  readonly #keys = new Map<object, number>();
  readonly #others = new Map<object, number>();
  /** Those that cannot be referred to before they are complete. */
  readonly #open = new Set<object>();

  constructor(version: number, maxDepth: number, maxSize: number) {
    this.#version = version;
    this.#maxDepth = maxDepth;
    this.#maxSize = maxSize;
    this.#bytes = spare ?? new Uint8Array(FIRST_SIZE);
    spare = undefined; // a getter within the value may call dumps meanwhile
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** @throws {MarshalError} */
  write(root: unknown): Uint8Array {
    try {
      this.#writeAll(root);
      if (this.#position > this.#maxSize) throw this.#tooLarge();
      return this.#bytes.slice(0, this.#position);
    } finally {
      if (this.#bytes.length <= LARGEST_SPARE) spare = this.#bytes;
    }
  }

  /** No recursion: the depth is bound by `maxDepth`, not by what is left of the stack. */
  #writeAll(root: unknown): void {
    const frames = this.#frames;
    let frame: Frame = {
      ...{ kind: 'root', items: [root], next: 0 },
      ...{ value: undefined, isKey: false, starts: undefined },
    };
    frames.push(frame);
    for (;;) {
      while (frame.next === frame.items.length) {
        this.#close(frame);
        frames.pop();
        const outer = frames.at(-1);
        if (outer === undefined) return;
        frame = outer;
      }
      const value = frame.items[frame.next];
      const isKey = frame.isKey || (frame.kind === 'dict' && frame.next % 2 === 0);
      frame.starts?.push(this.#position);
      frame.next++;
      if (this.#isScalar(value)) continue;
      const opened = this.#enter(value as object, isKey); // all others are scalars or refused
      if (opened === undefined) continue;
      if (frames.length >= this.#maxDepth) {
        throw new MarshalError(
          'ERR_TOO_DEEP',
          `valores dentro de valores além da profundidade ${this.#maxDepth} (maxDepth). Um valor que contém a si mesmo só pode ser escrito nas versões 3 a 5.`,
        );
      }
      frames.push(opened);
      frame = opened;
    }
  }

  /** Writes whatever is not made of other values. @returns false when it is a container */
  #isScalar(value: unknown): boolean {
    switch (typeof value) {
      case 'number':
        this.#number(value);
        return true;
      case 'string':
        this.#text(value);
        return true;
      case 'boolean':
        this.#code(value ? 'T' : 'F');
        return true;
      case 'bigint':
        this.#int(value);
        return true;
      case 'symbol':
        if (value === Ellipsis) this.#code('.');
        else if (value === StopIteration) this.#code('S');
        else throw this.#unsupported(value);
        return true;
      case 'object':
        break;
      default:
        throw this.#unsupported(value);
    }
    if (value === null) this.#code('N');
    else if (value instanceof Uint8Array) this.#block('s', value);
    else if (value instanceof PyFloat) this.#float(value.value, value.nanBytes);
    else if (value instanceof PyComplex) this.#complex(value);
    else if (value instanceof PyStr) this.#block('u', value.utf8);
    else return false;
    return true;
  }
  /** Writes how a container begins. @returns undefined when a reference to it was enough */
  #enter(value: object, isKey: boolean): Frame | undefined {
    const { type, kind, items } = this.#contents(value, isKey);
    let flag = 0;
    if (this.#version >= WITH_REFERENCES) {
      const numbers = isKey ? this.#keys : this.#others;
      const number = numbers.get(value);
      if (number !== undefined) {
        if (this.#open.has(value)) throw this.#refuse('uma chave que contém a si mesma');
        this.#code('r');
        this.#int32(number);
        return undefined;
      }
      numbers.set(value, this.#keys.size + this.#others.size);
      if (isKey || type === '>' || type === ':') this.#open.add(value);
      flag = FLAG_REF;
    }
    const size = items.length;
    this.#reserve(2);
    if (type === '(' && this.#version >= WITH_SHORT && size < 256) {
      this.#bytes[this.#position++] = 0x29 | flag; // )
      this.#bytes[this.#position++] = size;
    } else {
      this.#bytes[this.#position++] = type.charCodeAt(0) | flag;
      if (type !== '{' && type !== ':') this.#int32(size);
    }
    const starts = kind === 'set' && this.#version < WITH_REFERENCES ? [] : undefined;
    return { kind, items, next: 0, value, isKey: isKey || kind === 'set', starts };
  }

  #contents(value: object, isKey: boolean): Contents {
    if (Array.isArray(value)) return { type: isKey ? '(' : '[', kind: 'list', items: value };
    if (value instanceof PyTuple) return { type: '(', kind: 'list', items: value.items };
    if (value instanceof PyFrozenSet) return { type: '>', kind: 'set', items: [...value] };
    if (value instanceof Set) return { type: isKey ? '>' : '<', kind: 'set', items: [...value] };
    if (value instanceof PySlice && this.#version >= WITH_SLICES) {
      return { type: ':', kind: 'list', items: [value.start, value.stop, value.step] };
    }
    if (isKey) throw this.#unsupported(value);
    if (value instanceof PySet) return { type: '<', kind: 'set', items: [...value] };
    const items: unknown[] = [];
    if (value instanceof Map || value instanceof PyDict) {
      for (const [key, entry] of value) items.push(key, entry);
      return { type: '{', kind: 'dict', items };
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) throw this.#unsupported(value);
    for (const [key, entry] of Object.entries(value)) items.push(key, entry);
    return { type: '{', kind: 'dict', items };
  }

  #close({ kind, value, starts }: Frame): void {
    if (kind === 'dict') this.#code('0');
    if (starts !== undefined) sortRuns(this.#bytes, starts, this.#position);
    if (value !== undefined) this.#open.delete(value);
  }

  #number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) this.#float(value);
    else this.#int(value);
  }

  #int(value: number | bigint): void {
    const number = Number(value);
    if ((number | 0) === number) {
      this.#code('i');
      this.#int32(number);
      return;
    }
    const digits = longDigits(value);
    this.#code('l');
    this.#int32(value < 0 ? -digits.length : digits.length);
    this.#reserve(2 * digits.length);
    for (const digit of digits) {
      this.#view.setUint16(this.#position, digit, true);
      this.#position += 2;
    }
  }

  #float(value: number, nanBytes?: Uint8Array): void {
    this.#code(this.#version >= WITH_BINARY_FLOATS ? 'g' : 'f');
    this.#double(value, nanBytes);
  }

  #complex({ re, im, nanBytes }: PyComplex): void {
    this.#code(this.#version >= WITH_BINARY_FLOATS ? 'y' : 'x');
    this.#double(re, nanBytes?.subarray(0, 8));
    this.#double(im, nanBytes?.subarray(8));
  }

  #double(value: number, nanBytes: Uint8Array | undefined): void {
    if (this.#version < WITH_BINARY_FLOATS) {
      const text = formatFloatText(value);
      this.#reserve(1 + text.length);
      this.#bytes[this.#position++] = text.length;
      this.#position = writeUtf8(text, this.#bytes, this.#position);
      return;
    }
    this.#reserve(8);
    if (nanBytes) this.#bytes.set(nanBytes, this.#position);
    else if (Number.isNaN(value)) this.#bytes.set(NAN, this.#position);
    else this.#view.setFloat64(this.#position, value, true);
    this.#position += 8;
  }

  #text(text: string): void {
    const { length } = text;
    this.#reserve(5 + 3 * length);
    const start = this.#position;
    const isShortest = this.#version >= WITH_SHORT && length < 256;
    let body = start + (isShortest ? 2 : 5);
    let end = this.#encode(text, body);
    const isAscii = end - body === length;
    if (isShortest && !isAscii) {
      body = start + 5;
      end = this.#encode(text, body);
    }
    const type = this.#version < WITH_SHORT || !isAscii ? 'u' : length < 256 ? 'z' : 'a';
    this.#bytes[start] = type.charCodeAt(0);
    if (type === 'z') this.#bytes[start + 1] = length;
    else this.#view.setInt32(start + 1, end - body, true);
    this.#position = end;
  }

  /** @returns where it ends */
  #encode(text: string, at: number): number {
    if (text.length <= SHORT_TEXT) return writeUtf8(text, this.#bytes, at);
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(at));
    // It writes U+FFFD for a lone surrogate.
    const isLossy = written !== text.length && /\p{Surrogate}/u.test(text);
    return isLossy ? writeUtf8(text, this.#bytes, at) : at + written;
  }

  #block(type: string, bytes: Uint8Array): void {
    this.#code(type);
    this.#int32(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#position);
    this.#position += bytes.length;
  }

  #code(type: string): void {
    this.#reserve(1);
    this.#bytes[this.#position++] = type.charCodeAt(0);
  }

  #int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#position, value, true);
    this.#position += 4;
  }

  #reserve(size: number): void {
    const needed = this.#position + size;
    if (needed <= this.#bytes.length) return;
    // A text reserves three bytes a character and may need one.
    if (this.#position > this.#maxSize) throw this.#tooLarge();
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#position));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  #tooLarge(): MarshalError {
    const message = `o valor passa de ${this.#maxSize} bytes, o limite (maxSize).`;
    return new MarshalError('ERR_TOO_LARGE', message);
  }

  #unsupported(value: unknown): MarshalError {
    return this.#refuse(formatValue(value));
  }

  #refuse(what: string): MarshalError {
    const message = `não sei escrever ${what}${formatPath(this.#frames)}.`;
    return new MarshalError('ERR_UNSUPPORTED', message);
  }
}
