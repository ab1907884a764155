import type { Encoding } from './format-codes.ts';
import type { FormatItem } from './parse-format.ts';

/** Values of one encoding that lie one after the other. */
export interface Run {
  readonly encoding: Encoding;
  /** Where the first one lies. */
  readonly offset: number;
  /** Bytes of each. */
  readonly size: number;
  readonly count: number;
}

/** What is left to do of a format: its values, neighbours of one encoding joined (`HHH` is `3H`), without padding. */
export function toRuns(items: readonly FormatItem[]): readonly Run[] {
  const runs: { -readonly [Key in keyof Run]: Run[Key] }[] = [];
  for (const { encoding, offset, size, count } of items) {
    const last = runs.at(-1);
    if (
      last?.encoding === encoding &&
      last.size === size &&
      last.offset + last.size * last.count === offset
    ) {
      last.count += count;
    } else if (count > 0) {
      runs.push({ encoding, offset, size, count });
    }
  }
  return runs;
}
