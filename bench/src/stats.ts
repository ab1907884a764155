/** The middle of some measurements, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The value below which a share of the values lies, interpolated between neighbours (type 7 of Hyndman and Fan,
 * the default of R and NumPy).
 *
 * @param values at least one, in any order; they are not changed
 * @param share 0 (the lowest) to 1 (the highest)
 * @throws {RangeError} without values, or with a share outside 0 to 1
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share ${share} is not in 0…1`);
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('no values');
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value; between the two middle ones when their number is even. @throws {RangeError} without values */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Median, lowest and highest: with as few rounds as a bench has, all of them say more than a deviation. */
export function spread(values: ArrayLike<number>): Spread {
  return {
    median: median(values),
    lowest: quantile(values, 0),
    highest: quantile(values, 1),
  };
}

/**
 * Ratios of measurements that were taken side by side: each pair gives one, so what slows the machine down for a
 * while slows both of a pair down and hardly shows.
 *
 * @throws {RangeError} without pairs, or when the lists differ in length
 */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): Spread {
  return paired(ours, theirs, (our, their) => our / their);
}

/** How much more ours are than theirs, pair by pair as in `pairedRatio`. @throws {RangeError} as there */
export function pairedDifference(ours: readonly number[], theirs: readonly number[]): Spread {
  return paired(ours, theirs, (our, their) => our - their);
}

function paired(
  ours: readonly number[],
  theirs: readonly number[],
  compare: (our: number, their: number) => number,
): Spread {
  if (ours.length !== theirs.length) throw new RangeError('the lists differ in length');
  return spread(ours.map((value, round) => compare(value, theirs[round] ?? Number.NaN)));
}
