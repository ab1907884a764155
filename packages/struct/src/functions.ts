import type { BytesLike } from './bytes.ts';
import type { CheckedFormat, PackValues, Unpacked } from './format-types.ts';
import { Struct } from './struct.ts';

/** As many formats as CPython keeps compiled. */
const MOST_KEPT = 100;
const kept = new Map<string, Struct>();

function structOf<Format extends string>(format: CheckedFormat<Format>): Struct<Format> {
  let struct = kept.get(format);
  if (struct === undefined) {
    struct = new Struct<string>(format);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(format, struct);
  }
  return struct as Struct<string> as Struct<Format>; // made from this very format
}

/** `new Struct(format).pack(...values)`. */
export function pack<const Format extends string>(
  format: CheckedFormat<Format>,
  ...values: PackValues<Format>
): Uint8Array<ArrayBuffer> {
  return structOf<Format>(format).pack(...values);
}

/** `new Struct(format).unpack(bytes)`. */
export function unpack<const Format extends string>(
  format: CheckedFormat<Format>,
  bytes: BytesLike,
): Unpacked<Format> {
  return structOf<Format>(format).unpack(bytes);
}

/** `new Struct(format).size`. */
export function calcsize<const Format extends string>(format: CheckedFormat<Format>): number {
  return structOf<Format>(format).size;
}

/** `new Struct(format).packInto(buffer, offset, ...values)`. */
export function packInto<const Format extends string>(
  format: CheckedFormat<Format>,
  buffer: BytesLike,
  offset: number,
  ...values: PackValues<Format>
): void {
  structOf<Format>(format).packInto(buffer, offset, ...values);
}

/** `new Struct(format).unpackFrom(buffer, offset)`. */
export function unpackFrom<const Format extends string>(
  format: CheckedFormat<Format>,
  buffer: BytesLike,
  offset = 0,
): Unpacked<Format> {
  return structOf<Format>(format).unpackFrom(buffer, offset);
}

/** `new Struct(format).iterUnpack(bytes)`. */
export function iterUnpack<const Format extends string>(
  format: CheckedFormat<Format>,
  bytes: BytesLike,
): Generator<Unpacked<Format>, void, undefined> {
  return structOf<Format>(format).iterUnpack(bytes);
}
