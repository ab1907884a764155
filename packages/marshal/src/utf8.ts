import { MarshalError } from './marshal-error.ts';

// UTF-8 as Python's "surrogatepass" reads and writes it: lone surrogates, three bytes each, survive both ways.

/** Texts up to here are looked for among those that were made before. */
const SHORT = 24;
const CACHE_MASK = 0xfff;
/** How many arguments a call of String.fromCharCode is given at most. */
const CHUNK = 4096;

/** Surrogates without their other half, which TextEncoder writes as U+FFFD. */
const LOSSY = /\p{Surrogate}/u;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Short ASCII texts come again and again, as the keys of records do: finding one costs less than making it. */
const cache: string[] = new Array(CACHE_MASK + 1).fill('');

/** @throws {MarshalError} ERR_MARSHAL_BAD_TEXT */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const known = findShort(bytes, start, end);
  if (known !== undefined) return known;
  const all = bytes.subarray(start, end);
  try {
    return decoder.decode(all);
  } catch {
    return decodeSurrogates(all, start);
  }
}

/** The decoder takes no surrogates: three bytes, of which the first is ED, as of U+D000 to U+D7FF. */
function decodeSurrogates(all: Uint8Array, start: number): string {
  let text = '';
  let from = 0;
  try {
    for (let at = all.indexOf(0xed); at >= 0; at = all.indexOf(0xed, at + 1)) {
      const [second = 0, third = 0] = all.subarray(at + 1);
      if (second >> 5 !== 5 || third >> 6 !== 2) continue;
      const unit = 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
      text += decoder.decode(all.subarray(from, at)) + String.fromCharCode(unit);
      from = at + 3;
    }
    return text + decoder.decode(all.subarray(from));
  } catch (cause) {
    throw new MarshalError('BAD_TEXT', 'este texto não é UTF-8.', start, cause);
  }
}

/** Every byte is a character of its own: ASCII, and Latin-1 where somebody wrote that (CPython takes it). */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  const known = findShort(bytes, start, end);
  if (known !== undefined) return known;
  let text = '';
  for (let at = start; at < end; at += CHUNK) {
    const units: ArrayLike<number> = bytes.subarray(at, Math.min(at + CHUNK, end));
    text += String.fromCharCode.apply(null, units as number[]); // apply takes whatever is like an array
  }
  return text;
}

/** @returns undefined when the text is long or not ASCII */
function findShort(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length > SHORT) return undefined;
  let hash = length;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number; // at < end
    if (byte > 0x7f) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 12)) & CACHE_MASK;
  const known = cache[slot] as string; // all slots are filled
  let index = 0;
  while (index < length && known.charCodeAt(index) === bytes[start + index]) index++;
  if (index === length && known.length === length) return known;
  const text = decoder.decode(bytes.subarray(start, end));
  cache[slot] = text;
  return text;
}

/** How many bytes a text takes. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length; // U+FFFD takes as many as the surrogate that it stands for
}

/**
 * Writes a text.
 *
 * @param bytes with room for three bytes a unit from `start`
 * @returns where it ends
 */
export function encodeShort(text: string, bytes: Uint8Array, start: number): number {
  let to = start;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes[to++] = unit;
    else if (unit < 0x800) {
      bytes[to++] = 0xc0 | (unit >> 6);
      bytes[to++] = 0x80 | (unit & 0x3f);
    } else {
      const point = text.codePointAt(index) as number; // the index is within the text
      if (point > 0xffff) {
        bytes[to++] = 0xf0 | (point >> 18);
        bytes[to++] = 0x80 | ((point >> 12) & 0x3f);
        index++;
      } else bytes[to++] = 0xe0 | (point >> 12);
      bytes[to++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[to++] = 0x80 | (point & 0x3f);
    }
  }
  return to;
}

/** The same by TextEncoder, which is faster once there are some hundred characters, and spoils lone surrogates. */
export function encodeLong(text: string, bytes: Uint8Array, start: number): number {
  const end = start + encoder.encodeInto(text, bytes.subarray(start)).written;
  return end - start !== text.length && LOSSY.test(text) ? encodeShort(text, bytes, start) : end;
}
