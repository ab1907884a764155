import { MarshalError } from './marshal-error.ts';

// UTF-8 as Python's "surrogatepass" reads and writes it: lone surrogates, three bytes each, survive both ways.

/** Shorter texts are decoded here: calling TextDecoder costs more than the loop. Measured. */
const SHORT = 24;
const CACHE_MASK = 0xfff;
/** How many arguments a call of String.fromCharCode is given at most. */
const CHUNK = 4096;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Short texts come again and again (the keys of records): a string that was made before is found by its bytes. */
const cache: string[] = new Array(CACHE_MASK + 1).fill('');

/** @throws {MarshalError} ERR_BAD_TEXT */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT) {
    return decodeShort(bytes, start, end, 0x7f) ?? decodeWithSurrogates(bytes, start, end);
  }
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return decodeWithSurrogates(bytes, start, end);
  }
}

/** Every byte is a character of its own: ASCII, and Latin-1 where somebody wrote that (CPython takes it). */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT) return decodeShort(bytes, start, end, 0xff) ?? '';
  try {
    return strict.decode(bytes.subarray(start, end));
  } catch {
    return fromUnits(bytes.subarray(start, end));
  }
}

/** @returns undefined when a byte is above `highest` */
function decodeShort(
  bytes: Uint8Array,
  start: number,
  end: number,
  highest: number,
): string | undefined {
  let hash = end - start;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number; // at < end ≤ length
    if (byte > highest) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 12)) & CACHE_MASK;
  const known = cache[slot] as string; // filled to the mask
  if (isText(known, bytes, start, end)) return known;
  const text = String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]); // any array-like will do
  cache[slot] = text;
  return text;
}

function isText(text: string, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = text;
  if (length !== end - start) return false;
  for (let index = 0; index < length; index++) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}

function fromUnits(units: ArrayLike<number> & { subarray(from: number, to: number): unknown }) {
  let text = '';
  for (let at = 0; at < units.length; at += CHUNK) {
    text += String.fromCharCode.apply(null, units.subarray(at, at + CHUNK) as number[]); // any array-like will do
  }
  return text;
}

function decodeWithSurrogates(bytes: Uint8Array, start: number, end: number): string {
  const units = new Uint16Array(end - start);
  let length = 0;
  let at = start;
  while (at < end) {
    const first = bytes[at] as number; // at < end ≤ length
    const more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = more > 0 ? first & (0x3f >> more) : first;
    let isWrong = more < 0 || first > 0xf4 || at + more >= end;
    for (let index = 1; index <= more && !isWrong; index++) {
      const next = bytes[at + index] as number; // at + more < end
      isWrong = (next & 0xc0) !== 0x80;
      point = (point << 6) | (next & 0x3f);
    }
    if (
      isWrong ||
      point > 0x10ffff ||
      (more === 2 && point < 0x800) ||
      (more === 3 && point < 0x10000)
    ) {
      throw new MarshalError(
        'ERR_BAD_TEXT',
        `o texto (str) que começa no byte ${start} não é UTF-8: o byte 0x${first.toString(16).padStart(2, '0')} não pode estar aqui.`,
        at,
      );
    }
    at += more + 1;
    if (point > 0xffff) {
      units[length++] = 0xd7c0 + (point >> 10); // 0xd800 less what the offset of 0x10000 adds
      point = 0xdc00 | (point & 0x3ff);
    }
    units[length++] = point;
  }
  return fromUnits(units.subarray(0, length));
}

/** How many bytes a text takes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    // Two units that stand for one character take four bytes together.
    if ((unit & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) index++;
  }
  return bytes;
}

/**
 * Writes a text.
 *
 * @param bytes with room for three bytes a unit from `at`
 * @returns where it ends
 */
export function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
  const { length } = text;
  let to = at;
  for (let index = 0; index < length; index++) {
    let point = text.charCodeAt(index);
    if (point < 0x80) {
      bytes[to++] = point;
      continue;
    }
    if (point < 0x800) {
      bytes[to++] = 0xc0 | (point >> 6);
    } else {
      const low = text.charCodeAt(index + 1); // NaN past the end
      if ((point & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00) {
        index++;
        point = ((point - 0xd7c0) << 10) | (low & 0x3ff);
        bytes[to++] = 0xf0 | (point >> 18);
        bytes[to++] = 0x80 | ((point >> 12) & 0x3f);
      } else {
        bytes[to++] = 0xe0 | (point >> 12);
      }
      bytes[to++] = 0x80 | ((point >> 6) & 0x3f);
    }
    bytes[to++] = 0x80 | (point & 0x3f);
  }
  return to;
}
