/** Gives the next number of a stream: 0 ≤ x < 1. */
export type Random = () => number;

/** The seeds there are: whole numbers from 0 to this one. */
export const HIGHEST_SEED = 0xffff_ffff;

/** A seed for a run that nobody asked to repeat. */
export function randomSeed(): number {
  return Math.floor(Math.random() * (HIGHEST_SEED + 1));
}

/**
 * A stream of pseudo-random numbers of its own for each connection and direction: the same seed and the same path
 * give the same numbers, whatever the other streams do meanwhile. Good for faults, no good for secrets.
 *
 * @param seed 0 to `HIGHEST_SEED`
 * @param path whole numbers that name the stream: the connection's, the direction's
 */
export function randomStream(seed: number, ...path: readonly number[]): Random {
  return mulberry32(path.reduce((state, step) => mix(state ^ mix(step + 1)), mix(seed)));
}

/** mulberry32 by Tommy Ettinger (public domain): 32 bits of state, a period of 2³². */
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The last step of MurmurHash3 (Austin Appleby, public domain): near numbers become far ones. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
