import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference, showDifference } from './difference.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('showDifference', () => {
  test('one byte too many: the mark is under it', () => {
    expect(showDifference(bytes('sim'), bytes('sim\n'))).toEqual([
      'esperado  73 69 6d       sim',
      'recebido  73 69 6d 0a    sim\\n',
      '                   ^^    byte 4',
    ]);
  });

  test('nothing was expected, or nothing came', () => {
    expect(showDifference(bytes(''), bytes('a'))[0]).toBe('esperado  (nenhum byte)');
    expect(showDifference(bytes('a'), bytes(''))[1]).toBe('recebido  (nenhum byte)');
  });

  test('far into long ones: only the line in which it is, and that there is more', () => {
    const expected = bytes('a'.repeat(100));
    const received = bytes(`${'a'.repeat(37)}b${'a'.repeat(62)}`);
    expect(showDifference(expected, received)).toEqual([
      `esperado  … ${'61 '.repeat(16)}…  ${'a'.repeat(16)}`,
      `recebido  … ${'61 '.repeat(5)}62 ${'61 '.repeat(10)}…  aaaaab${'a'.repeat(10)}`,
      `            ${' '.repeat(15)}^^${' '.repeat(34)}byte 38`,
    ]);
  });

  test('a letter of two bytes that is cut by the end of the line: in hexadecimal', () => {
    const [first] = showDifference(bytes(`${'a'.repeat(15)}é`), bytes('b'));
    expect(first).toBe(`esperado  ${'61 '.repeat(15)}c3 …  ${'a'.repeat(15)}\\xc3`);
  });

  test('the mark is under the first byte that differs, for any two', () => {
    const some = fc.uint8Array({ maxLength: 50 });
    fc.assert(
      fc.property(some, some, (expected, received) => {
        const at = firstDifference(expected, received);
        fc.pre(at !== undefined);
        const [first = '', second = '', marks = ''] = showDifference(expected, received);
        const column = marks.indexOf('^^');
        for (const [line, all] of [
          [first, expected],
          [second, received],
        ] as const) {
          const byte = all[at ?? 0];
          if (byte === undefined || all.length === 0) continue;
          expect(line.slice(column, column + 2)).toBe(byte.toString(16).padStart(2, '0'));
        }
        expect(marks).toMatch(new RegExp(`byte ${(at ?? 0) + 1}$`));
      }),
    );
  });
});

test('firstDifference: undefined for equal ones, else the index', () => {
  expect(firstDifference(bytes('abc'), bytes('abc'))).toBeUndefined();
  expect(firstDifference(bytes('abc'), bytes('abd'))).toBe(2);
  expect(firstDifference(bytes('abc'), bytes('ab'))).toBe(2);
  expect(firstDifference(bytes(''), bytes('a'))).toBe(0);
});
