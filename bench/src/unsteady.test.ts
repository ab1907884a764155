import { expect, test } from 'vitest';
import { formatUnsteady } from './unsteady.ts';

const steady = { median: 10, lowest: 9, highest: 13.5 };

test('formatUnsteady: half as much again is still steady; more is counted in a warning', () => {
  expect(formatUnsteady([steady, steady])).toEqual([]);
  expect(formatUnsteady([steady, { ...steady, highest: 13.6 }]).join(' ')).toContain(
    'em 1 de 2 casos',
  );
});
