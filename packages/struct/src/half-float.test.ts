import { expect, test } from 'vitest';
import { decodeHalfFloat, encodeHalfFloat } from './half-float.ts';

test.each([
  [1, 0x3c00],
  [-2, 0xc000],
  [65504, 0x7bff],
  [2 ** -14, 0x0400],
  [2 ** -24, 0x0001],
  [0, 0],
  [-0, 0x8000],
  [Number.POSITIVE_INFINITY, 0x7c00],
  [Number.NEGATIVE_INFINITY, 0xfc00],
  [Number.NaN, 0x7e00],
])('%d is 0x%x, both ways', (value, half) => {
  expect(encodeHalfFloat(value)).toBe(half);
  expect(decodeHalfFloat(half)).toBe(value);
});

test('the sign of a NaN, where JavaScript keeps it, does not disturb its other bits', () => {
  const bits = new DataView(new ArrayBuffer(8));
  for (const high of [0x7ff80000, 0xfff80000]) {
    bits.setUint32(0, high);
    expect([0x7e00, 0xfe00]).toContain(encodeHalfFloat(bits.getFloat64(0)));
  }
});

test('what lies halfway is rounded to the even one', () => {
  expect(encodeHalfFloat(2049)).toBe(encodeHalfFloat(2048));
  expect(encodeHalfFloat(2051)).toBe(encodeHalfFloat(2052));
  expect(encodeHalfFloat(2 ** -25)).toBe(0);
  expect(encodeHalfFloat(3 * 2 ** -25)).toBe(2);
  expect(encodeHalfFloat(2 ** -14 - 2 ** -25)).toBe(0x0400); // the largest subnormal and a half: a normal one
});

test('the smallest step beside halfway decides, also where a float of 32 bits would not see it', () => {
  expect(encodeHalfFloat(2049 + 2 ** -40)).toBe(encodeHalfFloat(2050));
  expect(encodeHalfFloat(2 ** -25 + 2 ** -77)).toBe(1);
});

test('a finite number that would become infinite has no half float', () => {
  expect(encodeHalfFloat(65519.99999999999)).toBe(0x7bff);
  expect(encodeHalfFloat(65520)).toBeUndefined();
  expect(encodeHalfFloat(-Number.MAX_VALUE)).toBeUndefined();
});
