import { expect, test } from 'vitest';
import { formatTarget } from './targets.ts';

const value = { median: 0.9, lowest: 0.8, highest: 1.1 };

test('formatTarget: the median decides, and the bound itself is reached', () => {
  const told = (limit: 'least' | 'most', bound: number): string =>
    formatTarget({ text: 'isto', value, limit, bound }).trim().split('  ')[0] ?? '';
  expect(told('least', 0.9)).toBe('atingida');
  expect(told('least', 0.91)).toBe('NÃO atingida');
  expect(told('most', 0.9)).toBe('atingida');
  expect(told('most', 0.89)).toBe('NÃO atingida');
});

test('formatTarget: a miss that two digits would hide shows a third one', () => {
  const near = { median: 0.8974, lowest: 0.84, highest: 1.8651 };
  expect(formatTarget({ text: 'isto', value: near, limit: 'least', bound: 0.9 })).toBe(
    '  NÃO atingida  0,897 (0,840–1,865)  isto (meta: pelo menos 0,90)',
  );
});

test('formatTarget: the spread, the unit, the remark; and what was not measured', () => {
  const target = {
    text: 'demora',
    limit: 'most',
    bound: 0.2,
    unit: 'ms',
    remark: 'e mais',
  } as const;
  expect(formatTarget({ ...target, value: { median: 0.05, lowest: 0.04, highest: 0.0614 } })).toBe(
    '  atingida      0,050 (0,040–0,061)  demora (meta: no máximo 0,20 ms); e mais',
  );
  expect(formatTarget({ ...target, value: undefined })).toMatch(/^ {2}não medida .*demora/);
});
