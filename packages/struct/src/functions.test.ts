import { expect, test } from 'vitest';
import { calcsize, iterUnpack, layout, pack, packInto, unpack, unpackFrom } from './index.ts';

test('the functions work together', () => {
  const bytes = pack('<iqd', 1, 2n, 3.5);
  expect(calcsize('<iqd')).toBe(20);
  expect(unpack('<iqd', bytes)).toEqual([1, 2n, 3.5]);
  const buffer = new Uint8Array(6);
  packInto('!H', buffer, -2, 258);
  expect([...buffer]).toEqual([0, 0, 0, 0, 1, 2]);
  expect(unpackFrom('!H', buffer, 4)).toEqual([258]);
  expect([...iterUnpack('!H', buffer)]).toEqual([[0], [0], [258]]);
  expect(layout('bh').map(({ offset }) => offset)).toEqual([0, 1, 2]);
});
