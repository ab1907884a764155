import type { Direction } from '../tcp-events.ts';
import { countBytes } from './sentences.ts';
import { visibleBytes } from './visible-bytes.ts';

/** Where a line goes: what a failure says is shown even when the rest is not. */
export interface Line {
  readonly text: string;
  readonly isProblem: boolean;
}

/** `cliente 1 → servidor`, or the client alone, in a column of the same width. */
export function who(client: number, direction?: Direction): string {
  const name = `cliente ${client}`;
  if (direction === undefined) return name.padEnd(name.length + ' → servidor'.length);
  return `${name} ${direction === 'toServer' ? '→' : '←'} servidor`;
}

/** `1 byte   «o»`: a column for the count, then what the bytes say. */
export function describeBytes({ length, hex }: { length: number; hex: string }): string {
  const text = length === 0 ? '' : `  ${visibleBytes(Buffer.from(hex, 'hex'), length)}`;
  return `${countBytes(length).padEnd('1 bytes'.length)}${text}`.trimEnd();
}

/** ` com atraso de 50 ms`, or nothing. */
export function describeDelay(ms: number | undefined): string {
  return ms === undefined ? '' : `  com atraso de ${Math.round(ms)} ms`;
}

/** Seconds since the start, as `--times` puts them before a line. */
export function describeTime(at: number): string {
  return `${(at / 1000).toFixed(3).replace('.', ',').padStart(8)} s  `;
}
