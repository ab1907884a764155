import { expect, test } from 'vitest';
import { visibleText } from './index.ts';

test.each([
  ['olá, ção 漢字 🙂', 'olá, ção 漢字 🙂'],
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\x1b[2J\x07\x00\x9b', '\\x1b[2J\\x07\\x00\\x9b'],
  ['abc\u202edcb\u2028', 'abc\\u202edcb\\u2028'],
])('visibleText: %j is printed as %j', (text, expected) => {
  expect(visibleText(text)).toBe(expected);
});
