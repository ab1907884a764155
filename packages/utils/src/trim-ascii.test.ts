import { expect, test } from 'vitest';
import { trimAscii } from './index.ts';

test.each([
  [' \t\r\n\v\folá mundo\f\v\n\r\t ', 'olá mundo'],
  ['\u00a0olá\u3000', '\u00a0olá\u3000'],
  ['\ufeffolá\x1f', '\ufeffolá\x1f'],
  [' \n ', ''],
  ['', ''],
])('trimAscii: %j becomes %j', (text, expected) => {
  expect(trimAscii(text)).toBe(expected);
});
