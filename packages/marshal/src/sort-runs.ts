import { decodeLatin1 } from './utf8.ts';

/**
 * Sorts runs of bytes that lie one after the other as Python sorts bytes objects: by the first byte that differs, the
 * shorter of two first.
 *
 * @param starts where each run begins
 * @param end where the last one ends
 */
export function sortRuns(bytes: Uint8Array, starts: readonly number[], end: number): void {
  if (starts.length < 2) return;
  // As texts with a character a byte: those are sorted in the same order.
  const runs = starts.map((start, run) => decodeLatin1(bytes, start, starts[run + 1] ?? end));
  let to = starts[0] ?? end;
  for (const run of runs.sort()) {
    for (let index = 0; index < run.length; index++) bytes[to++] = run.charCodeAt(index);
  }
}
