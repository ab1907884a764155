import type { Spread } from './stats.ts';

/** Writes a number as Brazilians do: `12.345,6`. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString('pt-BR', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Writes the median and, in brackets, the lowest and the highest; a single measurement has nothing in brackets. */
export function formatSpread({ median, lowest, highest }: Spread, digits = 0): string {
  const middle = formatNumber(median, digits);
  if (lowest === highest) return middle;
  return `${middle} (${formatNumber(lowest, digits)}–${formatNumber(highest, digits)})`;
}

/** `1 cliente`, `16 clientes`. */
export function formatClients(clients: number): string {
  return clients === 1 ? '1 cliente' : `${formatNumber(clients)} clientes`;
}
