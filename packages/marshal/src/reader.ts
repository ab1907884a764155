import { DICT, FLAG_REF, FROZENSET, LIST, NULL, SET, SLICE, SMALL_TUPLE, TUPLE } from './codes.ts';
import { parseFloatText } from './float-text.ts';
import { limitKeys, spend, UNHASHABLE } from './key.ts';
import { readLong } from './long.ts';
import { MarshalError, type MarshalErrorReason } from './marshal-error.ts';
import { PyDict } from './py-dict.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet, PySet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { Ellipsis, StopIteration } from './singletons.ts';
import { decodeLatin1, decodeUtf8, utf8Length } from './utf8.ts';

const INT = 0x69; // i
const TEXT = 0x75; // u
const INTERNED = 0x74; // t
/** Room for a longer list is made as its items come, whatever it promises. */
const LARGEST_PROMISE = 256;

/** In the place of what is still to come. */
const PENDING = Symbol('pending');

/** A container whose contents are being read; used again for the next one as deep. */
class Frame {
  type = TUPLE;
  /** What comes, but for a dict, whose pairs go into the container. */
  items: unknown[] = [];
  /** How many items have come, and how many there will be; a dict does not say. */
  index = 0;
  count = 1;
  /** What is given at the end, where it exists from the beginning. */
  container: unknown;
  /** Of a dict: what waits for its value. */
  key: unknown;
  /** Its number among the references, or -1. */
  reference = -1;
  /** How many unhashable things there were before the contents or, in a dict, before the key. */
  unhashable = 0;
  /** How many keys had the same low 64 bits: V8 looks bigints up by those, and takes quadratic time for many alike. */
  alike: Map<bigint, number> | undefined;
}

/** Reads one value; made for one use. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #maxDepth: number;
  readonly #isExact: boolean;
  readonly #references: unknown[] = [];
  /** Which references are to what cannot be a key. */
  readonly #unhashableReferences = new Set<number>();
  /** How many lists, dicts and sets there were up to here: a key with one among its parts is no key. */
  #unhashable = 0;
  #position = 0;
  /** Where the value that is being read begins. */
  #start = 0;

  constructor(bytes: Uint8Array, maxDepth: number, isExact: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#maxDepth = maxDepth;
    this.#isExact = isExact;
  }

  /** @throws {MarshalError} */
  read(): unknown {
    try {
      // What comes by reference again and again may be a key again and again.
      return limitKeys(64 * (this.#bytes.length + 1024), () => this.#readAll());
    } catch (error) {
      if (error instanceof MarshalError && error.offset !== undefined) throw error;
      // Keys without end; a Map, a text or a BigInt that grew past what the engine holds.
      this.#fail('TOO_LARGE', 'grande demais.', this.#start, error);
    }
  }

  /** No recursion: the depth is bound by `maxDepth`, not by what is left of the stack. */
  #readAll(): unknown {
    const frames = [new Frame()];
    let depth = 0;
    let frame = frames[0] as Frame; // one line above
    for (;;) {
      this.#start = this.#position;
      const code = this.#byte();
      const type = code & ~FLAG_REF;
      let value: unknown;
      let isComplete = false;
      switch (type) {
        case INT:
          value = this.#int32();
          break;
        case TEXT:
        case INTERNED:
          value = this.#utf8();
          break;
        case LIST:
        case TUPLE:
        case SMALL_TUPLE:
        case DICT:
        case SET:
        case FROZENSET:
        case SLICE:
          depth++;
          frames[depth] ??= new Frame();
          frame = frames[depth] as Frame; // one line above
          this.#open(frame, type, code !== type);
          isComplete = frame.count === 0;
          if (isComplete) break;
          if (depth < this.#maxDepth) continue;
          this.#fail('TOO_DEEP', `mais de ${this.#maxDepth} níveis (maxDepth).`);
          break;
        default:
          isComplete = type === NULL && frame.type === DICT && frame.key === PENDING;
          if (!isComplete) value = this.#scalar(type);
      }
      if (code !== type && !isComplete && isReferable(type)) this.#references.push(value);
      // A value may complete the container that it belongs to, and that one the next.
      for (;;) {
        if (isComplete) {
          value = this.#close(frame);
          depth--;
          frame = frames[depth] as Frame; // it was there before the other one
        }
        isComplete = this.#put(frame, value);
        if (!isComplete) break;
        if (depth === 0) return value;
      }
    }
  }

  /** Puts a value where it belongs. @returns whether it was the last one that the container waited for */
  #put(frame: Frame, value: unknown): boolean {
    const { type, container, key } = frame;
    if (type === DICT && key !== PENDING) {
      (container as Map<unknown, unknown> | PyDict).set(key, value); // as #open made it
      frame.key = PENDING;
      frame.unhashable = this.#unhashable;
      return false;
    }
    const isKey = type === DICT || type === SET || type === FROZENSET;
    if (isKey && this.#unhashable !== frame.unhashable) this.#fail('UNHASHABLE', UNHASHABLE);
    if (isKey && typeof value === 'bigint' && !this.#isExact) {
      frame.alike ??= new Map();
      const low = BigInt.asUintN(64, value);
      const alike = (frame.alike.get(low) ?? 0) + 1;
      frame.alike.set(low, alike);
      spend(alike);
    }
    if (type === DICT) {
      frame.key = value;
      return false;
    }
    frame.items[frame.index++] = value;
    return frame.index === frame.count;
  }

  #open(frame: Frame, code: number, isReferable: boolean): void {
    const type = code === SMALL_TUPLE ? TUPLE : code;
    let count = Infinity;
    let container: unknown = PENDING;
    if (type === DICT) {
      container = this.#isExact ? new PyDict() : new Map();
    } else {
      count = type === SLICE ? 3 : code === type ? this.#size() : this.#byte();
      // Each of them takes a byte at least.
      if (count > this.#bytes.length - this.#position) this.#failTruncated();
      const items: unknown[] = new Array(Math.min(count, LARGEST_PROMISE));
      if (type === LIST) container = items;
      if (type === TUPLE) container = this.#isExact ? new PyTuple(items) : items;
      frame.items = items;
    }
    if (isUnhashable(type)) this.#unhashable++;
    frame.type = type;
    frame.index = 0;
    frame.count = count;
    frame.container = container;
    frame.key = PENDING;
    frame.reference = -1;
    frame.unhashable = this.#unhashable;
    frame.alike = undefined;
    if (isReferable) {
      frame.reference = this.#references.push(container) - 1;
      this.#unhashableReferences.add(frame.reference); // until all its parts are known
    }
  }

  #close({ type, items, container, reference, unhashable }: Frame): unknown {
    let value = container;
    if (type === SLICE) value = new PySlice(items[0], items[1], items[2]);
    else if (type === SET || type === FROZENSET) {
      if (!this.#isExact) value = new Set(items);
      else value = new (type === SET ? PySet : PyFrozenSet)(items);
    }
    if (reference < 0) return value;
    this.#references[reference] = value;
    if (!isUnhashable(type) && this.#unhashable === unhashable) {
      this.#unhashableReferences.delete(reference);
    }
    return value;
  }

  /** Whatever is not made of other values. */
  #scalar(type: number): unknown {
    switch (type) {
      case 0x4e: // N
        return null;
      case 0x46: // F
        return false;
      case 0x54: // T
        return true;
      case 0x53: // S
        return StopIteration;
      case 0x2e: // .
        return Ellipsis;
      case 0x7a: // z
      case 0x5a: // Z
        return this.#latin1(this.#byte());
      case 0x61: // a
      case 0x41: // A
        return this.#latin1(this.#size());
      case 0x67: {
        // g
        const at = this.#skip(8);
        const value = this.#view.getFloat64(at, true);
        if (!this.#isExact) return value;
        return new PyFloat(value, Number.isNaN(value) ? this.#copy(at, 8) : undefined);
      }
      case 0x66: {
        // f
        const value = this.#floatText();
        return !this.#isExact ? value : new PyFloat(value);
      }
      case 0x79: {
        // y
        const at = this.#skip(16);
        const [re, im] = [this.#view.getFloat64(at, true), this.#view.getFloat64(at + 8, true)];
        const isNan = Number.isNaN(re + im) && this.#isExact;
        return new PyComplex(re, im, isNan ? this.#copy(at, 16) : undefined);
      }
      case 0x78: // x
        return new PyComplex(this.#floatText(), this.#floatText());
      case 0x73: {
        // s
        const size = this.#size();
        return this.#copy(this.#skip(size), size);
      }
      case 0x6c: {
        // l
        const size = this.#int32();
        if (size < -0x7fff_ffff) this.#failSize(size);
        const count = Math.abs(size);
        return readLong(this.#view, this.#skip(2 * count), count, size < 0);
      }
      case 0x49: {
        // I
        const value = this.#view.getBigInt64(this.#skip(8), true);
        return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      }
      case 0x72: {
        // r
        const index = this.#int32();
        const value = this.#references[index];
        if (value === undefined || value === PENDING) {
          this.#fail('BAD_REFERENCE', `a referência ${index} não existe ainda.`);
        }
        if (typeof value === 'object' && this.#unhashableReferences.has(index)) this.#unhashable++;
        return value;
      }
      case 0x63: // c
        return this.#fail('CODE_OBJECT', 'não se lê código compilado do Python (tipo «c»).');
      default:
        return this.#fail(
          'UNKNOWN_TYPE',
          `o byte ${this.#bytes[this.#start]} não começa um valor.`,
        );
    }
  }

  #utf8(): string | PyStr {
    const size = this.#size();
    const at = this.#skip(size);
    const text = decodeUtf8(this.#bytes, at, at + size);
    // Two surrogates side by side, which JavaScript takes for one character.
    const isSplit = this.#isExact && text.length !== size && utf8Length(text) !== size;
    return isSplit ? new PyStr(this.#copy(at, size)) : text;
  }

  #latin1(size: number): string {
    const at = this.#skip(size);
    return decodeLatin1(this.#bytes, at, at + size);
  }

  #floatText(): number {
    const [text = ''] = this.#latin1(this.#byte()).split('\0', 1); // where C's string ends
    const value = parseFloatText(text);
    return value ?? this.#fail('BAD_NUMBER', `«${text}» não é um float.`);
  }

  #byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) return this.#failTruncated();
    this.#position++;
    return byte;
  }

  #int32(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  #size(): number {
    const size = this.#int32();
    return size < 0 ? this.#failSize(size) : size;
  }

  /** @returns where the next bytes begin: they are all there, and have been passed */
  #skip(size: number): number {
    const at = this.#position;
    if (size > this.#bytes.length - at) this.#failTruncated();
    this.#position = at + size;
    return at;
  }

  #copy(at: number, size: number): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(at, at + size));
  }

  #failTruncated(): never {
    const message = `os bytes acabam no meio do valor que começa no byte ${this.#start}.`;
    this.#fail('TRUNCATED', message, this.#bytes.length);
  }

  #failSize(size: number): never {
    this.#fail('BAD_LENGTH', `o tamanho ${size} não existe.`);
  }

  #fail(reason: MarshalErrorReason, message: string, offset = this.#start, cause?: unknown): never {
    throw new MarshalError(reason, message, offset, cause);
  }
}

/** None, booleans, Ellipsis, StopIteration and references themselves have no number. */
function isReferable(type: number): boolean {
  return type === 0x41 || type === 0x49 || (type > 0x54 && type !== 0x72); // A, I; r
}

function isUnhashable(type: number): boolean {
  return type === LIST || type === DICT || type === SET;
}
