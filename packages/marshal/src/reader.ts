import { parseFloatText } from './float-text.ts';
import { KeyTable } from './key-table.ts';
import { readLong } from './long.ts';
import { MarshalError } from './marshal-error.ts';
import { PyDict } from './py-dict.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet, PySet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { Ellipsis, StopIteration } from './singletons.ts';
import { decodeLatin1, decodeUtf8, utf8Length } from './utf8.ts';

// Types of values that are made of others.
const LIST = 0x5b; // [
const TUPLE = 0x28; // (
const SMALL_TUPLE = 0x29; // )
const DICT = 0x7b; // {
const SET = 0x3c; // <
const FROZENSET = 0x3e; // >
const SLICE = 0x3a; // :
/** What ends a dict. */
const NULL = 0x30; // 0

/** What the value that was just read is for. */
const ROOT = 0;
const ITEM = 1;
const KEY = 2;
const VALUE = 3;
const ELEMENT = 4;

/** What is not there before all its contents are. */
const PENDING = Symbol('pending');

/** A container whose contents are being read. */
interface Frame {
  place: number;
  readonly type: number;
  readonly start: number;
  /** How many values are to come; a dict does not say. */
  left: number;
  /** What the pairs of a dict go into. */
  readonly entries: Map<unknown, unknown> | PyDict;
  /** What all other values go into. */
  readonly items: unknown[];
  /** What is given at the end, where it exists from the beginning; else PENDING. */
  readonly container: unknown;
  /** Its number among the references, or -1. */
  readonly reference: number;
  /** How many unhashable things there were before the tuple or, in a dict or set, before the key. */
  unhashableBefore: number;
  key: unknown;
}

const NO_ENTRIES = new Map<unknown, unknown>();
const NO_ITEMS: unknown[] = [];

/** None, booleans, Ellipsis, StopIteration and references are not counted among what can be referred to. */
function isReferable(type: number): boolean {
  return !'NTFS.rR'.includes(String.fromCharCode(type));
}

/** Reads one value; made for one use. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #maxDepth: number;
  /** Exact mode alone has one. */
  readonly #table: KeyTable | undefined;
  readonly #references: unknown[] = [];
  /** Which references are to what cannot be a key. */
  readonly #unhashableReferences = new Set<number>();
  /** How many lists, dicts and sets there were up to here: a key with one among its parts is no key. */
  #unhashable = 0;
  /** The texts that Python 2 wrote once and refers to by `R`. */
  readonly #interned: string[] = [];
  #position = 0;

  constructor(bytes: Uint8Array, maxDepth: number, isExact: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#maxDepth = maxDepth;
    if (isExact) this.#table = KeyTable.forLoading(bytes.length);
  }

  /** @throws {MarshalError} */
  read(): unknown {
    try {
      return this.#readAll();
    } catch (error) {
      if (!(error instanceof MarshalError)) {
        const message = 'o valor não cabe neste motor de JavaScript.'; // a Map or a text that grew too large
        throw new MarshalError('ERR_TOO_LARGE', message, this.#position, { cause: error });
      }
      throw error.offset === undefined
        ? new MarshalError(error.code, error.message, this.#position)
        : error;
    } finally {
      this.#table?.endLoading();
    }
  }

  /** No recursion: the depth is bound by `maxDepth`, not by what is left of the stack. */
  #readAll(): unknown {
    const frames: Frame[] = [];
    let frame: Frame = {
      place: ROOT,
      type: 0,
      start: 0,
      left: 1,
      entries: NO_ENTRIES,
      items: [],
      container: PENDING,
      reference: -1,
      unhashableBefore: 0,
      key: PENDING,
    };
    for (;;) {
      let start = this.#position;
      const code = this.#byte();
      const type = code & 0x7f;
      let value: unknown;
      if (type === NULL && frame.place === KEY) {
        value = frame.container;
        start = frame.start;
        frame = frames.pop() as Frame; // the root is no dict
      } else if (
        type === LIST ||
        type === TUPLE ||
        type === SMALL_TUPLE ||
        type === DICT ||
        type === SET ||
        type === FROZENSET ||
        type === SLICE
      ) {
        const opened = this.#open(type, start, code > 0x7f);
        if (opened.left > 0) {
          frames.push(frame);
          frame = opened;
          if (frames.length >= this.#maxDepth) {
            const message = `valores dentro de valores além da profundidade ${this.#maxDepth} (maxDepth).`;
            throw new MarshalError('ERR_TOO_DEEP', message, start);
          }
          continue;
        }
        value = this.#close(opened);
      } else {
        value = this.#scalar(type, start);
        if (code > 0x7f && isReferable(type)) this.#references.push(value);
      }
      while (this.#isLast(frame, value, start)) {
        if (frame.place === ROOT) return value;
        value = this.#close(frame);
        start = frame.start;
        frame = frames.pop() as Frame; // the root is never closed
      }
    }
  }

  /** Puts a value where it belongs. @returns whether it was the last one that the container waited for */
  #isLast(frame: Frame, value: unknown, start: number): boolean {
    if (frame.place === VALUE) {
      frame.entries.set(frame.key, value);
      frame.unhashableBefore = this.#unhashable;
      frame.place = KEY;
      return false;
    }
    if (frame.place >= KEY && this.#unhashable !== frame.unhashableBefore) {
      const what = frame.place === KEY ? 'chave de dict' : 'elemento de set';
      const message = `este valor não pode ser ${what}: é ou contém list, dict ou set.`;
      throw new MarshalError('ERR_UNHASHABLE', message, start);
    }
    if (frame.place === KEY) {
      frame.key = value;
      frame.place = VALUE;
      return false;
    }
    frame.items.push(value);
    frame.left--;
    return frame.left === 0;
  }

  #open(type: number, start: number, isReferable: boolean): Frame {
    const isExact = this.#table !== undefined;
    let place = ITEM;
    let left = 1;
    let entries: Map<unknown, unknown> | PyDict = NO_ENTRIES;
    let items = NO_ITEMS;
    let container: unknown = PENDING;
    if (type === DICT) {
      place = KEY;
      entries = isExact ? new PyDict([], this.#table) : new Map();
      container = entries;
    } else {
      items = [];
      if (type === SLICE) {
        left = 3;
      } else {
        left = type === SMALL_TUPLE ? this.#byte() : this.#size(start);
        // Each of them takes a byte at least.
        if (left > this.#bytes.length - this.#position) throw this.#truncated(start);
        if (type === SET || type === FROZENSET) place = ELEMENT;
        else container = isExact && type !== LIST ? new PyTuple(items) : items;
      }
    }
    if (type === LIST || type === DICT || type === SET) this.#unhashable++;
    let reference = -1;
    if (isReferable) {
      reference = this.#references.length;
      this.#references.push(container);
      this.#unhashableReferences.add(reference); // until all its parts are known
    }
    const unhashableBefore = this.#unhashable;
    const key = PENDING;
    return {
      place,
      type,
      start,
      left,
      entries,
      items,
      container,
      reference,
      unhashableBefore,
      key,
    };
  }

  #close(frame: Frame): unknown {
    const { type, items, reference } = frame;
    let value = frame.container;
    if (type === SLICE) value = new PySlice(items[0], items[1], items[2]);
    else if (type === SET || type === FROZENSET) {
      if (this.#table === undefined) value = new Set(items);
      else if (type === SET) value = new PySet(items, this.#table);
      else value = new PyFrozenSet(items, this.#table);
    }
    if (reference >= 0) {
      this.#references[reference] = value;
      const isUnhashable = type === LIST || type === DICT || type === SET;
      if (!isUnhashable && this.#unhashable === frame.unhashableBefore) {
        this.#unhashableReferences.delete(reference);
      }
    }
    return value;
  }

  /** Whatever is not made of other values. */
  #scalar(type: number, start: number): unknown {
    switch (String.fromCharCode(type)) {
      case 'N':
        return null;
      case 'F':
        return false;
      case 'T':
        return true;
      case 'S':
        return StopIteration;
      case '.':
        return Ellipsis;
      case 'i':
        return this.#view.getInt32(this.#skip(4, start), true);
      case 'I': {
        const value = this.#view.getBigInt64(this.#skip(8, start), true);
        const number = Number(value);
        return Number.isSafeInteger(number) ? number : value;
      }
      case 'l': {
        const size = this.#view.getInt32(this.#skip(4, start), true);
        if (size === -(2 ** 31)) throw this.#badLength(size, start);
        const count = Math.abs(size);
        return readLong(this.#view, this.#skip(2 * count, start), count, size < 0);
      }
      case 'g':
        return this.#float(this.#skip(8, start));
      case 'f': {
        const value = this.#floatText(start);
        return this.#table === undefined ? value : new PyFloat(value);
      }
      case 'x':
        return new PyComplex(this.#floatText(start), this.#floatText(start));
      case 'y': {
        const at = this.#skip(16, start);
        const re = this.#view.getFloat64(at, true);
        const im = this.#view.getFloat64(at + 8, true);
        const isPlain = this.#table === undefined || !(Number.isNaN(re) || Number.isNaN(im));
        return isPlain ? new PyComplex(re, im) : new PyComplex(re, im, this.#copy(at, 16));
      }
      case 's': {
        const size = this.#size(start);
        return this.#copy(this.#skip(size, start), size);
      }
      case 'u':
      case 't': {
        const size = this.#size(start);
        const at = this.#skip(size, start);
        const text = decodeUtf8(this.#bytes, at, at + size);
        if (type === 0x74) this.#interned.push(text);
        // Two surrogates that JavaScript would take for one character.
        const isSplit =
          this.#table !== undefined && text.length !== size && utf8Length(text) !== size;
        return isSplit ? new PyStr(this.#copy(at, size)) : text;
      }
      case 'a':
      case 'A':
      case 'z':
      case 'Z': {
        const size =
          (type > 0x59 && type !== 0x61) || type === 0x5a ? this.#byte() : this.#size(start);
        const at = this.#skip(size, start);
        return decodeLatin1(this.#bytes, at, at + size);
      }
      case 'r': {
        const index = this.#view.getInt32(this.#skip(4, start), true);
        const value = this.#references[index];
        if (index < 0 || index >= this.#references.length || value === PENDING) {
          const message = `a referência ${index} é a um valor que não existe ou ainda não está completo.`;
          throw new MarshalError('ERR_BAD_REFERENCE', message, start);
        }
        if (this.#unhashableReferences.has(index)) this.#unhashable++;
        return value;
      }
      case 'R': {
        const index = this.#view.getInt32(this.#skip(4, start), true);
        const value = this.#interned[index];
        if (value !== undefined) return value;
        const message = `a referência ${index} é a um texto que não existe.`;
        throw new MarshalError('ERR_BAD_REFERENCE', message, start);
      }
      case 'c':
        throw new MarshalError(
          'ERR_CODE_OBJECT',
          'aqui há código compilado do Python (tipo «c»), que não é lido de propósito.',
          start,
        );
      case '0':
        throw new MarshalError(
          'ERR_UNEXPECTED_END',
          'o sinal «0», que termina um dict, está fora de lugar.',
          start,
        );
      default: {
        const code = this.#bytes[start] ?? 0;
        const message = `o byte 0x${code.toString(16).padStart(2, '0')} não é tipo nenhum do marshal.`;
        throw new MarshalError('ERR_UNKNOWN_TYPE', message, start);
      }
    }
  }

  #float(at: number): number | PyFloat {
    const value = this.#view.getFloat64(at, true);
    if (this.#table === undefined) return value;
    return Number.isNaN(value) ? new PyFloat(value, this.#copy(at, 8)) : new PyFloat(value);
  }

  #floatText(start: number): number {
    const size = this.#byte();
    const at = this.#skip(size, start);
    const [text = ''] = decodeLatin1(this.#bytes, at, at + size).split('\0', 1); // C's end of a string
    const value = parseFloatText(text);
    if (value !== undefined) return value;
    throw new MarshalError('ERR_BAD_NUMBER', `«${text}» não é um float.`, at);
  }

  #byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw this.#truncated(this.#position);
    this.#position++;
    return byte;
  }

  #size(start: number): number {
    const size = this.#view.getInt32(this.#skip(4, start), true);
    if (size < 0) throw this.#badLength(size, start);
    return size;
  }

  /** @returns where the next bytes begin; they are all there, and have been passed */
  #skip(size: number, start: number): number {
    const at = this.#position;
    if (size > this.#bytes.length - at) throw this.#truncated(start);
    this.#position = at + size;
    return at;
  }

  #copy(at: number, size: number): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(at, at + size));
  }

  #truncated(start: number): MarshalError {
    const { length } = this.#bytes;
    const message =
      start >= length
        ? 'os bytes acabam aqui, e falta um valor.'
        : `os bytes acabam aqui, antes do fim do valor que começa no byte ${start}.`;
    return new MarshalError('ERR_TRUNCATED', message, length);
  }

  #badLength(size: number, start: number): MarshalError {
    return new MarshalError('ERR_BAD_LENGTH', `o tamanho ${size} não existe.`, start + 1);
  }
}
