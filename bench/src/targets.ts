import { formatNumber, formatSpread } from './numbers.ts';
import type { Spread } from './stats.ts';

/** A bound to keep, and what was measured; `value` is undefined where something was not. */
export interface Target {
  readonly text: string;
  readonly value: Spread | undefined;
  /** `least`: the median must be at least `bound`; `most`: at most. */
  readonly limit: 'least' | 'most';
  readonly bound: number;
  /** Of `bound` and `value`; nothing for a ratio. */
  readonly unit?: 'ms' | 's';
  /** Said behind it all. */
  readonly remark?: string;
}

/** One more than a bound has, so that a near miss does not look like a hit. */
const DIGITS = 3;

const WIDTH = '0,950 (0,900–1,050)'.length;

/** `  atingida      0,970 (0,951–0,993)  texto (meta: pelo menos 0,95)`: whether the median keeps the bound. */
export function formatTarget({ text, value, limit, bound, unit, remark }: Target): string {
  const words = limit === 'least' ? 'pelo menos' : 'no máximo';
  const goal = `(meta: ${words} ${formatNumber(bound, 2)}${unit ? ` ${unit}` : ''})${remark ? `; ${remark}` : ''}`;
  if (value === undefined) return `  não medida    ${' '.repeat(WIDTH)}  ${text} ${goal}`;
  const reached = limit === 'least' ? value.median >= bound : value.median <= bound;
  const measured = formatSpread(value, DIGITS).padEnd(WIDTH);
  return `  ${reached ? 'atingida    ' : 'NÃO atingida'}  ${measured}  ${text} ${goal}`;
}
