import { DICT } from './codes.ts';

/** A container on the way to a value: what `dumps` names when it refuses one. */
export interface Step {
  /** The container around it; none around the whole. */
  readonly outer: Step | undefined;
  /** As marshal writes it. */
  readonly type: number;
  /** The contents; of a dict keys and values by turns. */
  readonly items: readonly unknown[];
  /** The place after the one in question. */
  readonly next: number;
}

/** @returns ` em [2].nome`, or nothing for the whole; the entry of a dict with another key than a text has a number */
export function formatPath(innermost: Step): string {
  let path = '';
  for (let step = innermost; step.outer !== undefined; step = step.outer) {
    path = formatStep(step) + path;
  }
  return path && ` em ${path}`;
}

function formatStep({ type, items, next }: Step): string {
  const index = next - 1;
  if (type !== DICT) return `[${index}]`;
  const key = items[index - (index % 2)];
  return typeof key === 'string' ? `.${key}` : `[${index >> 1}]`;
}

/** Names a value that cannot be written. */
export function formatValue(value: unknown): string {
  if (typeof value === 'function') return 'uma função';
  if (typeof value !== 'object' || value === null) return String(value);
  return `um objeto da classe ${value.constructor?.name}`;
}
