import { MarshalError } from './marshal-error.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { decodeLatin1, utf8Length } from './utf8.ts';

/** What a Map can look up: two values have the same one exactly when Python calls them equal. */
export type Key = string | number | symbol | object | null;

/**
 * Python's equality for the keys of dicts and the elements of sets: 1, 1.0 and True are one key, equal tuples are one
 * key, a NaN equals itself alone. Linear: whatever is made of other values is described by the numbers of its parts, so that
 * shared and nested tuples do not grow.
 */
export class KeyTable {
  readonly #numbers = new Map<Key, number>();
  readonly #tokens = new Map<string, symbol>();
  /** The keys of objects, which do not change while `loads` runs. */
  #memo: Map<object, Key> | undefined;
  /** How many digits of big ints may still be looked at. */
  #budget = Infinity;

  /** For `loads`: what comes by reference again and again is looked at once, and big ints so often only. */
  static forLoading(inputLength: number): KeyTable {
    const table = new KeyTable();
    table.#memo = new Map();
    table.#budget = 64 * (inputLength + 1024);
    return table;
  }

  /** From now on values may change and lookups have no limit. */
  endLoading(): void {
    this.#memo = undefined;
    this.#budget = Infinity;
  }

  /**
   * @param isLookup true where nothing is to be remembered
   * @throws {MarshalError} ERR_UNHASHABLE, ERR_TOO_LARGE
   */
  keyOf(value: unknown, isLookup = false): Key {
    if (typeof value === 'string') return value;
    const memo = this.#memo ?? new Map<object, Key>();
    const simple = this.#simpleKey(value, memo);
    if (simple !== undefined) return simple;
    // No recursion: tuples may be nested deeper than the stack goes.
    const open = new Set<unknown>();
    const waiting = [value];
    while (waiting.length > 0) {
      const whole = waiting.at(-1) as object; // simpleKey knows all others
      const isRevisited = open.has(whole);
      open.add(whole);
      const parts: string[] = [];
      const before = waiting.length;
      for (const part of partsOf(whole)) {
        const key = this.#simpleKey(part, memo);
        if (key !== undefined) parts.push(this.#describe(key, isLookup));
        else if (isRevisited || open.has(part)) throw unhashable('um valor que contém a si mesmo');
        else waiting.push(part);
      }
      if (waiting.length > before) continue;
      const sign = whole instanceof PyTuple ? '(' : whole instanceof PySlice ? ':' : '<';
      if (sign === '<') parts.sort();
      memo.set(whole, this.#token(sign + parts.join()));
      waiting.pop();
      while (memo.has(waiting.at(-1) as object)) waiting.pop(); // a Map takes undefined as well
    }
    return memo.get(value as object) as Key; // set in the last turn
  }

  /** @returns undefined for what is made of other values */
  #simpleKey(value: unknown, memo: ReadonlyMap<object, Key>): Key | undefined {
    switch (typeof value) {
      case 'string':
      case 'symbol':
        return value;
      case 'boolean':
        return Number(value);
      case 'number':
        return this.#floatKey(value);
      case 'bigint':
        return this.#intKey(value);
    }
    if (value === null) return null;
    const known = memo.get(value as object); // nothing else is left that could be a key
    if (known !== undefined) return known;
    if (value instanceof PyFloat) {
      return Number.isNaN(value.value) ? value : this.#floatKey(value.value);
    }
    if (value instanceof PyComplex) {
      const { re, im } = value;
      if (Number.isNaN(re) || Number.isNaN(im)) return value;
      return im === 0 ? this.#floatKey(re) : this.#token(`c${re},${im}`);
    }
    const bytes = value instanceof PyStr ? value.utf8 : value;
    if (!(bytes instanceof Uint8Array)) return undefined;
    const text = String(value);
    const key =
      bytes !== value && utf8Length(text) === bytes.length
        ? text
        : this.#token((bytes === value ? 'b' : 'u') + decodeLatin1(bytes, 0, bytes.length));
    this.#memo?.set(value as object, key);
    return key;
  }

  #floatKey(value: number): Key {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? this.#intKey(BigInt(value))
      : value;
  }

  #intKey(value: bigint): Key {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    const digits = value.toString(16);
    this.#budget -= digits.length;
    if (this.#budget < 0) {
      throw new MarshalError('ERR_TOO_LARGE', 'ints enormes demais repetidos como chaves.');
    }
    return this.#token(`i${digits}`);
  }

  /** The same symbol for the same description: no text of Python's can be taken for it. */
  #token(description: string): symbol {
    let token = this.#tokens.get(description);
    if (token === undefined) {
      token = Symbol();
      this.#tokens.set(description, token);
    }
    return token;
  }

  /** @returns a description without commas; `-1` for what a lookup does not find */
  #describe(key: Key, isLookup: boolean): string {
    if (typeof key === 'number') return String(key);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = isLookup ? -1 : this.#numbers.size;
      if (!isLookup) this.#numbers.set(key, number);
    }
    return `#${number}`;
  }
}

/** @throws {MarshalError} ERR_UNHASHABLE */
function partsOf(whole: object): Iterable<unknown> {
  if (whole instanceof PyTuple) return whole.items;
  if (whole instanceof PyFrozenSet) return whole;
  if (whole instanceof PySlice) return [whole.start, whole.stop, whole.step];
  throw unhashable(Array.isArray(whole) ? 'uma lista' : 'este valor');
}

function unhashable(what: string): MarshalError {
  return new MarshalError(
    'ERR_UNHASHABLE',
    `${what} não pode ser chave de dict nem elemento de set.`,
  );
}
