import type { BytesLike } from './bytes.ts';
import { CompiledFormat } from './compiled-format.ts';
import type { CheckedFormat, PackValues, Unpacked } from './format-types.ts';

/** As many formats as CPython keeps ready. */
const MOST_FORMATS = 100;
/** Longer ones are not kept: they take some hundred times as much memory as their text. */
const LONGEST_KEPT = 1000;
const kept = new Map<string, CompiledFormat>();
/** The format of the last call: mostly it is that of the next one too. */
let last: CompiledFormat | undefined;

function compile(format: string): CompiledFormat {
  if (last !== undefined && last.format === format) return last;
  let compiled = kept.get(format);
  if (compiled === undefined) {
    compiled = new CompiledFormat(format);
    if (format.length > LONGEST_KEPT) return compiled;
    if (kept.size >= MOST_FORMATS) kept.clear();
    kept.set(format, compiled);
  }
  last = compiled;
  return compiled;
}

/**
 * Packs values as a format says (`struct.pack`).
 *
 * @param format a format string of Python's struct, such as `'!HI'`; a wrong literal does not compile
 * @param values one for each of the format; integers may be number or bigint
 * @returns as many bytes as `calcsize(format)`, with a buffer of their own
 * @throws {StructError} ERR_STRUCT_FORMAT, ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE
 * @example pack('!HI', 1, 2) // 00 01 00 00 00 02
 */
export function pack<const Format extends string>(
  format: CheckedFormat<Format>,
  ...values: PackValues<Format>
): Uint8Array<ArrayBuffer> {
  return compile(format).pack(values);
}

/**
 * Unpacks the values of a format (`struct.unpack`). Bytes among them are copies.
 *
 * @param bytes exactly as many as `calcsize(format)`
 * @returns always an array, also of one value; bigint for `q Q n N P` and the native `l L`
 * @throws {StructError} ERR_STRUCT_FORMAT, ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
 * @example unpack('!HI', Uint8Array.of(0, 1, 0, 0, 0, 2)) // [1, 2]
 */
export function unpack<const Format extends string>(
  format: CheckedFormat<Format>,
  bytes: BytesLike,
): Unpacked<Format> {
  return compile(format).unpack(bytes) as Unpacked<Format>; // what the codes say
}

/**
 * How many bytes a format takes (`struct.calcsize`).
 *
 * @returns 0 to 2**53 - 1
 * @throws {StructError} ERR_STRUCT_FORMAT
 * @example calcsize('bi') // 8: three bytes of padding before the aligned `i`
 */
export function calcsize<const Format extends string>(format: CheckedFormat<Format>): number {
  return compile(format).size;
}

/**
 * Packs values into a buffer (`struct.pack_into`); padding becomes zeros. When it throws, nothing has been written.
 *
 * @param offset in bytes; a negative one counts from the buffer's end
 * @throws {StructError} ERR_STRUCT_FORMAT, ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE, ERR_STRUCT_SIZE
 * @example packInto('!H', buffer, 2, 258) // buffer[2] is 1, buffer[3] is 2
 */
export function packInto<const Format extends string>(
  format: CheckedFormat<Format>,
  buffer: BytesLike,
  offset: number,
  ...values: PackValues<Format>
): void {
  compile(format).packInto(buffer, offset, values);
}

/**
 * Unpacks from a place in a buffer, which may be longer (`struct.unpack_from`).
 *
 * @param offset in bytes; a negative one counts from the buffer's end
 * @throws {StructError} ERR_STRUCT_FORMAT, ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
 * @example unpackFrom('!H', Uint8Array.of(9, 9, 1, 2), 2) // [258]
 */
export function unpackFrom<const Format extends string>(
  format: CheckedFormat<Format>,
  buffer: BytesLike,
  offset = 0,
): Unpacked<Format> {
  return compile(format).unpackFrom(buffer, offset) as Unpacked<Format>; // what the codes say
}

/**
 * Unpacks one struct after the other (`struct.iter_unpack`), each when it is asked for.
 *
 * @param bytes a multiple of `calcsize(format)`, which must not be 0
 * @throws {StructError} ERR_STRUCT_FORMAT, ERR_STRUCT_SIZE, ERR_STRUCT_TYPE: at once, not with the first struct
 * @example [...iterUnpack('!H', Uint8Array.of(0, 1, 0, 2))] // [[1], [2]]
 */
export function iterUnpack<const Format extends string>(
  format: CheckedFormat<Format>,
  bytes: BytesLike,
): Generator<Unpacked<Format>, void, undefined> {
  return compile(format).iterUnpack(bytes) as Generator<Unpacked<Format>, void, undefined>; // what the codes say
}
