import { expect, test } from 'vitest';
import { turns } from './rounds.ts';

test('turns: everyone once a round, and each round begins with the next', () => {
  expect([0, 1, 2, 3].map((round) => turns(['a', 'b', 'c'], round).join(''))).toEqual([
    'abc',
    'bca',
    'cab',
    'abc',
  ]);
  expect(turns([], 3)).toEqual([]);
});
