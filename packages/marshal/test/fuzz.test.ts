import { expect, test } from 'vitest';
import { dumps, loads, MarshalError, type Marshallable, PyFloat, PyTuple } from '../src/index.ts';
import { layout } from '../src/layout.ts';
import { draw, drawBytes, mutate, randomFrom } from './mutations.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

const values: readonly Marshallable[] = [
  [1, -1, 2 ** 40, 2n ** 70n, 1.5, -0, Number.NaN],
  { nome: 'Ana', são: ['paulo', 'é', '\ud800', 'x'.repeat(300)], vazio: {} },
  new Map<Marshallable, Marshallable>([
    [new PyTuple([1, new PyTuple(['a', null])]), new Set([1, 'dois', 3.5])],
    [new PyFloat(1), Uint8Array.of(1, 2, 3)],
    [2n ** 80n, true],
  ]),
];
const seeds = values.flatMap((value) => [2, 3, 4].map((version) => dumps(value, version)));
const cyclic: Marshallable[] = [1];
cyclic.push(cyclic, { a: cyclic });
seeds.push(dumps(cyclic, 4));

/** What a function gives, or the error if it is one of ours, which then says where. */
function attempt<T>(bytes: Uint8Array, run: () => T): T | MarshalError {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    const { offset } = error;
    if (offset !== undefined && !(offset >= 0 && offset <= bytes.length)) throw error;
    return error;
  }
}

test(`100,000 random and spoilt inputs are read or refused, SEED=${seed}`, () => {
  const random = randomFrom(seed);
  let taken = 0;
  for (let round = 0; round < 100_000; round++) {
    const bytes =
      random() < 0.3
        ? drawBytes(random)
        : mutate(seeds[draw(random, seeds.length)] ?? Uint8Array.of(), random);
    const where = `SEED=${seed}, ${Buffer.from(bytes).toString('hex')}`;
    try {
      const exact = attempt(bytes, () => loads(bytes, { exact: true }));
      const plain = attempt(bytes, () => loads(bytes));
      if (plain instanceof MarshalError !== exact instanceof MarshalError)
        throw new Error('one mode takes it');
      if (exact instanceof MarshalError) {
        if (exact.offset === undefined) throw exact;
        continue;
      }
      taken++;
      const again = attempt(bytes, () => dumps(exact, 5));
      if (again instanceof MarshalError) throw again;
      const twice = dumps(loads(again, { exact: true }), 5);
      if (Buffer.compare(twice, again) !== 0)
        throw new Error('written differently the second time');
      if (round % 10 > 0) continue;
      const pieces = layout(again);
      expect(pieces.reduce((end, { offset, size }) => (offset === end ? end + size : -1), 0)).toBe(
        again.length,
      );
    } catch (error) {
      throw new Error(where, { cause: error });
    }
  }
  expect(taken).toBeGreaterThan(5_000);
}, 60_000);
