import { MarshalError } from './marshal-error.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { decodeLatin1, utf8Length } from './utf8.ts';

/** What is said of a value that Python cannot hash. */
export const UNHASHABLE =
  'este valor não pode ser chave de dict nem elemento de set: é list, dict ou set, ou contém um deles.';

/**
 * What a Map can look up: two values have the same one exactly when Python calls them equal. A text or a number stands for
 * itself, a NaN's object for that NaN; a bigint is the number of a description, never a Python int.
 */
export type Key = string | number | bigint | symbol | object | null;

/**
 * Python's equality for the keys of dicts and the elements of sets: 1, 1.0 and True are one key, equal tuples are one
 * key, a NaN equals itself alone. Linear: a value that is made of others is described by the numbers of its parts, so
 * that shared and nested tuples do not grow.
 */
export class KeyTable {
  readonly #descriptions = new Map<string, number>();
  readonly #parts = new Map<Key, number>();
  /** The keys of objects, which do not change while `loads` runs. */
  #memo: Map<unknown, Key> | undefined;
  /** How many digits of big ints may still be looked at. */
  #budget = Infinity;

  /** For `loads`: what comes by reference again and again is looked at once, big ints only so often. */
  static forLoading(inputLength: number): KeyTable {
    const table = new KeyTable();
    table.#memo = new Map();
    table.#budget = 64 * (inputLength + 1024);
    return table;
  }

  /** From now on values may change, and nothing has a limit. */
  endLoading(): void {
    this.#memo = undefined;
    this.#budget = Infinity;
  }

  /**
   * @param isLookup nothing is to be remembered; what is not known yet has the key -1n
   * @throws {MarshalError} ERR_UNHASHABLE; RangeError when `loads` meets too many big ints
   */
  keyOf(value: unknown, isLookup = false): Key {
    if (typeof value === 'string') return value;
    const memo = this.#memo ?? new Map<unknown, Key>();
    const open = new Set<unknown>();
    // No recursion: tuples may be nested deeper than the stack goes.
    const waiting = [value];
    for (;;) {
      const whole = waiting.at(-1);
      let key = this.#simpleKey(whole, memo, isLookup);
      if (key === undefined) {
        const isOpen = open.has(whole);
        open.add(whole);
        const { length } = waiting;
        const parts: string[] = [];
        for (const part of partsOf(whole)) {
          const known = this.#simpleKey(part, memo, isLookup);
          if (known !== undefined) parts.push(this.#describe(known, isLookup));
          else if (isOpen) throw new MarshalError('ERR_UNHASHABLE', UNHASHABLE);
          else waiting.push(part);
        }
        if (waiting.length > length) continue;
        const sign = whole instanceof PyTuple ? '(' : whole instanceof PySlice ? ':' : '<';
        if (sign === '<') parts.sort();
        key = this.#token(sign + parts.join(), isLookup);
        memo.set(whole, key);
      }
      waiting.pop();
      if (waiting.length === 0) return key;
    }
  }

  /** @returns undefined for what is made of others and has not been met yet */
  #simpleKey(value: unknown, memo: Map<unknown, Key>, isLookup: boolean): Key | undefined {
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'bigint') return this.#intKey(value, isLookup);
    if (typeof value === 'number') {
      const isBig = Number.isInteger(value) && !Number.isSafeInteger(value);
      return isBig ? this.#intKey(BigInt(value), isLookup) : value;
    }
    if (value === null || typeof value !== 'object') return value as Key; // a text or a symbol
    const known = memo.get(value);
    if (known !== undefined) return known;
    let key: Key | undefined;
    if (value instanceof PyFloat) {
      return Number.isNaN(value.value) ? value : this.#simpleKey(value.value, memo, isLookup);
    }
    if (value instanceof PyComplex) {
      const { re, im } = value;
      if (Number.isNaN(re) || Number.isNaN(im)) return value;
      return im === 0 ? this.#simpleKey(re, memo, isLookup) : this.#token(`c${re},${im}`, isLookup);
    }
    if (value instanceof Uint8Array) {
      key = this.#token(`b${decodeLatin1(value, 0, value.length)}`, isLookup);
    } else if (value instanceof PyStr) {
      const text = String(value);
      const { utf8 } = value;
      const isSplit = utf8Length(text) !== utf8.length;
      key = isSplit ? this.#token(`u${decodeLatin1(utf8, 0, utf8.length)}`, isLookup) : text;
    }
    if (key !== undefined) this.#memo?.set(value, key);
    return key;
  }

  #intKey(value: bigint, isLookup: boolean): Key {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    const digits = value.toString(16);
    this.#budget -= digits.length;
    if (this.#budget < 0) throw new RangeError('too many big ints as keys');
    return this.#token(`i${digits}`, isLookup);
  }

  #token(description: string, isLookup: boolean): bigint {
    return BigInt(numberOf(this.#descriptions, description, isLookup));
  }

  /** @returns a text without commas */
  #describe(key: Key, isLookup: boolean): string {
    if (typeof key === 'number') return `${key}`;
    return typeof key === 'bigint' ? `${key}n` : `#${numberOf(this.#parts, key, isLookup)}`;
  }
}

function numberOf<T>(numbers: Map<T, number>, key: T, isLookup: boolean): number {
  let number = numbers.get(key);
  if (number === undefined) {
    number = isLookup ? -1 : numbers.size;
    if (!isLookup) numbers.set(key, number);
  }
  return number;
}

/** @throws {MarshalError} ERR_UNHASHABLE */
function partsOf(whole: unknown): Iterable<unknown> {
  if (whole instanceof PyTuple) return whole.items;
  if (whole instanceof PyFrozenSet) return whole;
  if (whole instanceof PySlice) return [whole.start, whole.stop, whole.step];
  throw new MarshalError('ERR_UNHASHABLE', UNHASHABLE);
}
