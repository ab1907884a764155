/** Which way a value lies within another: what `dumps` names when it refuses one. */
export interface Step {
  readonly kind: 'root' | 'list' | 'dict' | 'set';
  /** The contents; of a dict keys and values by turns. */
  readonly items: readonly unknown[];
  /** The one after the one in question. */
  next: number;
}

/** @returns ` em [2].nome`, or nothing for the value itself */
export function formatPath(steps: readonly Step[]): string {
  const path = steps.map(formatStep).join('');
  return path && ` em ${path}`;
}

function formatStep({ kind, items, next }: Step): string {
  const index = next - 1;
  if (kind === 'root') return '';
  if (kind === 'list') return `[${index}]`;
  if (kind === 'set') return `(elemento ${index})`;
  const entry = index >> 1;
  if (index % 2 === 0) return `(chave ${entry})`;
  const key = items[index - 1];
  if (typeof key === 'string')
    return /^[\p{L}_]\w*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return typeof key === 'number' || typeof key === 'bigint' ? `[${key}]` : `(valor ${entry})`;
}

/** Names a value that cannot be written. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'symbol') return `o símbolo ${String(value)}`;
  if (typeof value === 'function') return `a função ${value.name || 'sem nome'}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return `um objeto da classe ${typeof name === 'string' && name ? name : 'sem nome'}`;
}
