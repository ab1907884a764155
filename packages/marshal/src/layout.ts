import { loads } from './loads.ts';
import { MarshalError } from './marshal-error.ts';
import type { Limits } from './options.ts';
import { formatScalar } from './scalar-text.ts';

/** Some neighbouring bytes and what they are there for. */
export interface Piece {
  /** The first byte, from 0. */
  readonly offset: number;
  /** How many bytes, at least 1. */
  readonly size: number;
  /**
   * `type`: says which type follows and, with the code `0`, where a dict ends; `length`: how much follows; `value`: what
   * the program meant; `reference`: which earlier value comes again.
   */
  readonly kind: 'type' | 'length' | 'value' | 'reference';
  /** The type of the value that owns the bytes, as marshal writes it: `i`, `u`, `[`…; `0` is the end of a dict. */
  readonly code: string;
  /** How many containers the owner lies in; the end of a dict is as deep as the dict. */
  readonly depth: number;
  /** What the bytes say, for people: `int`, `2 itens`, `-7`, `"olá"`. */
  readonly text?: string;
}

/** What lengths count: one, and more. */
const UNITS = {
  byte: ['byte', 'bytes'],
  item: ['item', 'itens'],
  algarismo: ['algarismo de 15 bits', 'algarismos de 15 bits'],
} as const;

/** A type: its name in Python, how many bytes its length takes (if it has one), and what that counts. */
interface Type {
  readonly name: string;
  readonly lengthSize?: 1 | 4;
  readonly unit?: keyof typeof UNITS;
  /** Bytes of the value: of each unit of its length, or altogether. */
  readonly valueSize?: number;
  /** How many values lie in it where it has no length. */
  readonly contents?: number;
  /** It can be referred to. */
  readonly isNumbered?: boolean;
}

const text = { name: 'str', lengthSize: 4, unit: 'byte', valueSize: 1, isNumbered: true } as const;
const shortText = { ...text, lengthSize: 1 } as const;
const items = { lengthSize: 4, unit: 'item', isNumbered: true } as const;

const TYPES: Readonly<Record<string, Type>> = {
  N: { name: 'None' },
  F: { name: 'False' },
  T: { name: 'True' },
  S: { name: 'StopIteration' },
  '.': { name: 'Ellipsis' },
  i: { name: 'int', valueSize: 4, isNumbered: true },
  I: { name: 'int', valueSize: 8, isNumbered: true },
  l: { name: 'int', lengthSize: 4, unit: 'algarismo', valueSize: 2, isNumbered: true },
  g: { name: 'float', valueSize: 8, isNumbered: true },
  y: { name: 'complex', valueSize: 16, isNumbered: true },
  f: { ...shortText, name: 'float' },
  x: { ...shortText, name: 'complex' },
  s: { ...text, name: 'bytes' },
  u: text,
  t: text,
  a: text,
  A: text,
  z: shortText,
  Z: shortText,
  r: { name: 'referência' },
  R: { name: 'referência' },
  '[': { ...items, name: 'list' },
  '(': { ...items, name: 'tuple' },
  ')': { ...items, name: 'tuple', lengthSize: 1 },
  '<': { ...items, name: 'set' },
  '>': { ...items, name: 'frozenset' },
  '{': { name: 'dict', contents: Infinity, isNumbered: true },
  ':': { name: 'slice', contents: 3, isNumbered: true },
  '0': { name: 'fim do dict' },
};

/**
 * Says what each byte of a marshalled value is there for: pieces one after the other that cover every byte once. For
 * showing the format; to read values, use `loads`.
 *
 * @throws {MarshalError} for whatever `loads` refuses; ERR_MARSHAL_TRAILING when bytes follow the value
 * @example layout(Uint8Array.of(0x69, 7, 0, 0, 0))
 * // [{ offset: 0, size: 1, kind: 'type', code: 'i', depth: 0, text: 'int' },
 * //  { offset: 1, size: 4, kind: 'value', code: 'i', depth: 0, text: '7' }]
 */
export function layout(bytes: Uint8Array, limits: Limits = {}): Piece[] {
  loads(bytes, limits); // from here on nothing is missing and nothing is wrong
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Piece[] = [];
  /** How many more values each open container has, and first of all the whole. */
  const left = [1];
  let references = 0;
  let offset = 0;
  while (left.length > 0) {
    const last = left.length - 1;
    if (left[last] === 0) {
      left.pop();
      continue;
    }
    const start = offset;
    const byte = view.getUint8(offset);
    const code = String.fromCharCode(byte & 0x7f);
    const type = TYPES[code] ?? { name: code };
    const depth = code === '0' ? last - 1 : last;
    const add = (kind: Piece['kind'], size: number, text: string): void => {
      if (size > 0) pieces.push({ offset, size, kind, code, depth, text });
      offset += size;
    };
    const isNumbered = byte > 0x7f && type.isNumbered === true;
    add('type', 1, isNumbered ? `${type.name}, referência ${references++}` : type.name);
    if (code === '0') {
      left.pop();
      continue;
    }
    left[last] = (left[last] ?? 0) - 1;
    if (type.name === 'referência') {
      add('reference', 4, `${type.name} ${view.getInt32(offset, true)}`);
      continue;
    }
    // Only a complex written as text has two lengths.
    for (let part = code === 'x' ? 2 : 1; part > 0; part--) {
      let length = 1;
      if (type.lengthSize !== undefined) {
        length = type.lengthSize === 1 ? view.getUint8(offset) : view.getInt32(offset, true);
        add('length', type.lengthSize, formatLength(length, type.unit));
      }
      const size = Math.abs(length) * (type.valueSize ?? 0);
      if (type.unit === 'item') left.push(length);
      else if (size > 0)
        add('value', size, formatValue(code, bytes.subarray(start, offset + size), size));
    }
    if (type.contents !== undefined) left.push(type.contents);
  }
  if (offset === bytes.length) return pieces;
  const message = `sobram ${bytes.length - offset} bytes depois do valor.`;
  throw new MarshalError('TRAILING', message, offset);
}

/** @param bytes the whole value, of which the last `size` are in question */
function formatValue(code: string, bytes: Uint8Array, size: number): string {
  const isText = code === 'f' || code === 'x';
  if (isText) return String.fromCharCode(...bytes.subarray(-size));
  return formatScalar(loads(bytes, { exact: true }));
}

/** The length of an int is negative when the int is. */
function formatLength(length: number, unit: keyof typeof UNITS = 'byte'): string {
  const [one, more] = UNITS[unit];
  const count = Math.abs(length);
  return `${count} ${count === 1 ? one : more}${length < 0 ? ', negativo' : ''}`;
}
