import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from '../test/formats.ts';
import { calcsize, layout, unpack } from './index.ts';

test('each item says where it lies, which character it is of and which value it takes', () => {
  expect(layout('<H 3x2s 0i2b')).toEqual([
    { offset: 0, size: 2, code: 'H', place: 1, argument: 0 },
    { offset: 2, size: 3, code: 'x', place: 4, argument: null },
    { offset: 5, size: 2, code: 's', place: 6, argument: 1 },
    { offset: 7, size: 1, code: 'b', place: 11, argument: 2 },
    { offset: 8, size: 1, code: 'b', place: 11, argument: 3 },
  ]);
});

test('alignment is padding that belongs to the character that is aligned, also at the end', () => {
  expect(layout('ci0l')).toEqual([
    { offset: 0, size: 1, code: 'c', place: 0, argument: 0 },
    { offset: 1, size: 3, code: 'x', place: 1, argument: null },
    { offset: 4, size: 4, code: 'i', place: 1, argument: 1 },
  ]);
  expect(layout('c0l').at(-1)).toEqual({ offset: 1, size: 7, code: 'x', place: 2, argument: null });
});

test('a value without bytes is there too', () => {
  expect(layout('0s0x')).toEqual([{ offset: 0, size: 0, code: 's', place: 1, argument: 0 }]);
});

test('any format: every byte belongs to one item, every value to one item in order', () => {
  const formats = fc.oneof(cases(true), cases(false)).map(({ format }) => format);
  fc.assert(
    fc.property(formats, (format) => {
      const items = layout(format);
      let end = 0;
      for (const { offset, size, code, place } of items) {
        expect(offset).toBe(end);
        expect(code === 'x' || code === format.charAt(place)).toBe(true);
        end += size;
      }
      expect(end).toBe(calcsize(format));
      const owners = items.map(({ argument }) => argument).filter((argument) => argument !== null);
      expect(owners).toEqual(unpack(format, new Uint8Array(end)).map((_, index) => index));
    }),
  );
});

test('millions of values: an error, and not all of memory', () => {
  expect(() => layout('4503599627370495h')).toThrow('4503599627370495 valores');
  expect(layout('9007199254740991s')).toHaveLength(1);
  expect(layout('1000000b')).toHaveLength(1_000_000);
  expect(() => layout('1000001b')).toThrow('1000001 valores');
});
