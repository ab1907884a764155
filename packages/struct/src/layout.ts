import type { CheckedFormat } from './format-types.ts';
import { parseFormat } from './parse-format.ts';

/** Some bytes of a format and who they belong to. */
export interface LayoutItem {
  /** Index of its first byte. */
  readonly offset: number;
  /** Bytes; 0 for `0s` and `0p`. */
  readonly size: number;
  /** The character of the format, such as `h`; `x` for padding, also for the one that alignment brings. */
  readonly code: string;
  /** Index in the format string of the character that it belongs to; for alignment, of the one that is aligned. */
  readonly place: number;
  /** Index of its value among the values; null for padding. */
  readonly argument: number | null;
}

/**
 * Says for every byte of a format which value it belongs to, in the order of the bytes.
 *
 * @throws {StructError} ERR_STRUCT_FORMAT
 * @example
 * layout('bh');
 * // [{ offset: 0, size: 1, code: 'b', place: 0, argument: 0 },
 * //  { offset: 1, size: 1, code: 'x', place: 1, argument: null },
 * //  { offset: 2, size: 2, code: 'h', place: 1, argument: 1 }]
 */
export function layout<const Format extends string>(
  format: CheckedFormat<Format>,
): readonly LayoutItem[] {
  const items: LayoutItem[] = [];
  let end = 0;
  let argument = 0;
  for (const { code, place, offset, size, count } of parseFormat(format).items) {
    if (offset > end) {
      items.push({ offset: end, size: offset - end, code: 'x', place, argument: null });
    }
    end = offset + size * count;
    if (code === 'x') {
      end = offset + size;
      if (size > 0) items.push({ offset, size, code, place, argument: null });
    }
    for (let at = offset, left = count; left > 0; left--, at += size) {
      items.push({ offset: at, size, code, place, argument: argument++ });
    }
  }
  return items;
}
