/**
 * Sorts runs of bytes that lie one after the other, as Python sorts bytes objects: by the first byte that differs, the
 * shorter of two first.
 *
 * @param starts where each run begins
 * @param end where the last one ends
 */
export function sortRuns(bytes: Uint8Array, starts: readonly number[], end: number): void {
  const endOf = (run: number): number => starts[run + 1] ?? end;
  const compare = (one: number, other: number): number => {
    const [from = 0, against = 0] = [starts[one], starts[other]];
    const length = Math.min(endOf(one) - from, endOf(other) - against);
    for (let index = 0; index < length; index++) {
      const difference = (bytes[from + index] ?? 0) - (bytes[against + index] ?? 0);
      if (difference !== 0) return difference;
    }
    return endOf(one) - from - (endOf(other) - against);
  };
  const order = starts.map((_, run) => run);
  if (order.every((run) => run === 0 || compare(run - 1, run) <= 0)) return;
  order.sort(compare);
  const [first = end] = starts;
  const before = bytes.slice(first, end);
  let to = first;
  for (const run of order) {
    const sorted = before.subarray((starts[run] ?? end) - first, endOf(run) - first);
    bytes.set(sorted, to);
    to += sorted.length;
  }
}
