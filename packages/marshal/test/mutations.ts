/** A generator of numbers that a seed repeats (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @returns a whole number from 0 to below `limit` */
export function draw(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** Bytes that mean something to marshal: types, types that can be referred to, small lengths. */
const TYPES = Array.from('0NFTS.iIfgxylstu()[{<>azAZrR:c?', (type) => type.charCodeAt(0));
const TELLING = [
  ...TYPES,
  ...TYPES.map((type) => type | 0x80),
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  2,
  3,
  0x7f,
  0x80,
  0xff,
];

export function drawByte(random: Random): number {
  return random() < 0.8 ? (TELLING[draw(random, TELLING.length)] ?? 0) : draw(random, 256);
}

/** Bytes with some of them changed, left out, put in or doubled. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const mutated = [...bytes];
  for (let change = 1 + draw(random, 4); change > 0; change--) {
    const at = draw(random, mutated.length + 1);
    const size = 1 + draw(random, 6);
    switch (draw(random, 6)) {
      case 0:
        mutated.splice(at, size);
        break;
      case 1:
        mutated.splice(at, 0, drawByte(random));
        break;
      case 2:
        mutated.splice(at, 0, ...mutated.slice(draw(random, at + 1)).slice(0, 40));
        break;
      case 3:
        mutated.length = at;
        break;
      default:
        mutated[at] = drawByte(random);
    }
  }
  return Uint8Array.from(mutated.slice(0, 2_000));
}

/** Bytes drawn one by one. */
export function drawBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: 1 + draw(random, 40) }, () => drawByte(random));
}
