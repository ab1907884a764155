import { describe, expect, test } from 'vitest';
import { median, pairedDifference, pairedRatio, quantile, spread } from './stats.ts';

describe('quantile', () => {
  test('of values in any order: interpolates, and leaves the list as it was', () => {
    const values = [40, 10, 30, 20];
    expect(quantile(values, 0)).toBe(10);
    expect(quantile(values, 0.25)).toBe(17.5);
    expect(quantile(values, 0.99)).toBeCloseTo(39.7);
    expect(quantile(values, 1)).toBe(40);
    expect(values).toEqual([40, 10, 30, 20]);
  });

  test('sorts as numbers, not as text', () => {
    expect(quantile([10, 9, 100], 1)).toBe(100);
  });

  test('of nothing, or with a share that is none: refuses', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.5)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

test('median of an odd and an even number of values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test('spread gives the lowest and the highest beside the median', () => {
  expect(spread([5, 1, 9])).toEqual({ median: 5, lowest: 1, highest: 9 });
});

describe('pairedRatio', () => {
  test('a machine that slows down for one round: the pairs hide it', () => {
    expect(pairedRatio([100, 50, 100], [200, 100, 200])).toEqual({
      median: 0.5,
      lowest: 0.5,
      highest: 0.5,
    });
  });

  test('lists of different length: refuses', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
  });
});

test('pairedDifference: each pair gives how much more the first is', () => {
  expect(pairedDifference([5, 1, 9], [4, 2, 7])).toEqual({ median: 1, lowest: -1, highest: 2 });
  expect(() => pairedDifference([1], [])).toThrow(RangeError);
});
