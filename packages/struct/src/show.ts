import { isUint8Array, lengthOf } from './typed-arrays.ts';

const LONGEST_TEXT = 60;
const LARGEST_BIGINT = 10n ** 40n;

/**
 * A format or another text in quotes, cut when it is long; what cannot be seen is escaped as in JSON.
 *
 * @example showText('!h\n') // '«!h\\n»'
 */
export function showText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  const escaped = JSON.stringify(cut).slice(1, -1);
  // These quotes need no escape for `"`; pairs are taken whole, so that `\\` before it stays.
  return `«${escaped.replace(/\\./g, (pair) => (pair === '\\"' ? '"' : pair))}»`;
}

/**
 * Where a character of the format stands, counted as people do and as the values are, from 1.
 *
 * @param place its index in the format string
 */
export function showPlace(place: number): string {
  return `${place + 1}º caractere`;
}

/**
 * Any value in a few words, for the message of an error. Runs no code of the value's own.
 *
 * @example showValue(['a']) // 'uma lista'
 */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return showText(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      // The decimal digits of a very large one take long to work out.
      return -LARGEST_BIGINT < value && value < LARGEST_BIGINT
        ? String(value) // without an `n`, which nobody may have typed
        : 'um inteiro de mais de 40 algarismos';
    case 'function':
      return 'uma função';
    case 'symbol':
      return 'um símbolo';
    case 'object':
      if (value === null) return 'null';
      if (isUint8Array(value)) return `${lengthOf(value)} byte(s)`;
      return isArray(value) ? 'uma lista' : 'um objeto';
    default:
      return String(value);
  }
}

function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a Proxy that was revoked
  }
}
