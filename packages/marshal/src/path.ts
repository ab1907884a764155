/** A container on the way to a value: what `dumps` names when it refuses one. */
export interface Step {
  /** As marshal writes it. */
  readonly type: string;
  /** The contents; of a dict keys and values by turns. */
  readonly items: readonly unknown[];
  /** The place after the one in question. */
  readonly next: number;
}

/** @returns ` em [2].nome`, or nothing for the whole; the entry of a dict with another key than a text has a number */
export function formatPath(steps: readonly Step[]): string {
  const path = steps.map(formatStep).join('');
  return path && ` em ${path}`;
}

function formatStep({ type, items, next }: Step): string {
  const index = next - 1;
  if (type !== '{') return `[${index}]`;
  const key = items[index - (index % 2)];
  return typeof key === 'string' ? `.${key}` : `[${index >> 1}]`;
}

/** Names a value that cannot be written. */
export function formatValue(value: unknown): string {
  if (typeof value === 'function') return 'uma função';
  if (typeof value !== 'object' || value === null) return String(value);
  return `um objeto da classe ${value.constructor?.name}`;
}
