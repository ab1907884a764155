import { expect, test } from 'vitest';
import { formatTable } from './table.ts';

test('a table: words to the left, numbers to the right, as wide as the widest cell', () => {
  const table = formatTable(
    ['servidor', 'pedidos/s'],
    [
      ['nosso', '12.345'],
      ['Python, um por vez', '7'],
    ],
  );
  expect(table.split('\n')).toEqual([
    'servidor            pedidos/s',
    '-----------------------------',
    'nosso                  12.345',
    'Python, um por vez          7',
  ]);
});

test('a row that is too short: empty cells, no trailing spaces', () => {
  expect(formatTable(['a', 'b'], [['x']])).toBe('a  b\n----\nx');
});

test('a table without rows: the head alone', () => {
  expect(formatTable(['a', 'b'], [])).toBe('a  b\n----');
});
