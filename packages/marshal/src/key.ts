import { MarshalError } from './marshal-error.ts';
import { PyComplex, PyFloat } from './py-number.ts';
import { PyFrozenSet } from './py-set.ts';
import { PySlice } from './py-slice.ts';
import { PyStr } from './py-str.ts';
import { PyTuple } from './py-tuple.ts';
import { decodeLatin1 } from './utf8.ts';

/** What a Map can look up: two values have the same one exactly when Python calls them equal. */
export type Key = string | number | symbol | object | null;

/** What is said of a value that Python cannot hash. */
export const UNHASHABLE = 'list, dict e set não servem de chave nem de elemento.';

/** The deepest tuples within tuples that are looked into: this is recursive, and stacks are short in places. */
const MAX_DEPTH = 500;
/** How many characters describe a value at most, however often its parts come again in it. */
const MAX_LENGTH = 2 ** 26;

/** How many characters may still be spent on descriptions, or steps on looking keys up. */
let left = MAX_LENGTH;
let isLimited = false;

/** Runs what makes many keys with so many characters for all of them. */
export function limitKeys<T>(characters: number, run: () => T): T {
  left = characters;
  isLimited = true;
  try {
    return run();
  } finally {
    isLimited = false;
  }
}

/**
 * Python's equality for the keys of dicts and the elements of sets: 1, 1.0 and True are one key, equal tuples are one key, a
 * NaN equals itself alone.
 *
 * @throws {MarshalError} ERR_MARSHAL_UNHASHABLE, ERR_MARSHAL_TOO_LARGE
 */
export function keyOf(value: unknown, depth = 0): Key {
  if (typeof value === 'string' && value.charCodeAt(0) !== 0) return value;
  if (depth === 0 && !isLimited) left = MAX_LENGTH;
  if (typeof value === 'string') return describe('s', value);
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof PyFloat) return Number.isNaN(value.value) ? value : keyOf(value.value, 1);
  if (value instanceof PyComplex) {
    const { re, im } = value;
    if (Number.isNaN(re) || Number.isNaN(im)) return value;
    return im === 0 ? keyOf(re, 1) : describe('c', `${re},${im}`);
  }
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    return describe('i', BigInt(value as number | bigint).toString(16)); // it is an integer
  }
  if (value === null || typeof value !== 'object') return value as Key; // another number, a symbol
  if (value instanceof Uint8Array) return describe('b', decodeLatin1(value, 0, value.length));
  if (value instanceof PyStr) return describe('u', decodeLatin1(value.utf8, 0, value.utf8.length));
  let sign = '(';
  let parts: readonly unknown[] = [];
  if (value instanceof PyTuple) parts = value.items;
  else if (value instanceof PyFrozenSet) {
    sign = '<';
    parts = [...value];
  } else if (value instanceof PySlice) {
    sign = ':';
    parts = [value.start, value.stop, value.step];
  } else throw new MarshalError('UNHASHABLE', UNHASHABLE);
  spend(depth > MAX_DEPTH ? Infinity : parts.length);
  const keys = parts.map((part) => keyOf(part, depth + 1));
  if (keys.some((key) => key instanceof Object)) return value; // a NaN in it equals itself alone
  // Their ends can be told: a text says its length.
  const texts = keys.map((key) => (typeof key === 'string' ? `${key.length}:${key}` : String(key)));
  return describe(sign, (sign === '<' ? texts.sort() : texts).join());
}

/** @returns a text that no other value has: it begins with U+0000, as no text of Python's does that is not described */
function describe(kind: string, description: string): string {
  spend(description.length);
  return `\0${kind}${description}`;
}

/** @throws {MarshalError} ERR_MARSHAL_TOO_LARGE */
export function spend(characters: number): void {
  left -= characters;
  if (left < 0) throw new MarshalError('TOO_LARGE', 'chave grande demais.');
}
