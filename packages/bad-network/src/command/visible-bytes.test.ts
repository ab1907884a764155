import { expect, test } from 'vitest';
import { visibleBytes } from './visible-bytes.ts';

test.each([
  ['6f6cc3a1', '«olá»'],
  ['6f0a0d091b00', '«o\\n\\r\\t\\x1b\\x00»'],
  ['c3', '«\\xc3»'],
  ['a16f', '«\\xa1o»'],
  ['eda080', '«\\xed\\xa0\\x80»'],
  ['f09f9880', '«😀»'],
  ['', '«»'],
])('%s: is shown as %s', (hex, shown) => {
  expect(visibleBytes(Buffer.from(hex, 'hex'), hex.length / 2)).toBe(shown);
});

test('more than a line holds: the beginning, and a sign that there is more', () => {
  expect(visibleBytes(Buffer.from('a'.repeat(64)), 1000)).toBe(`«${'a'.repeat(40)}»…`);
});

test('a character that the end cuts in halves is left out', () => {
  const text = Buffer.from(`${'a'.repeat(39)}ááá`);
  expect(visibleBytes(text, text.length)).toBe(`«${'a'.repeat(39)}»…`);
});
