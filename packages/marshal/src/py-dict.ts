import { type Key, KeyTable } from './key-table.ts';

/**
 * Python's `dict`: keeps its order, and takes keys for the same when Python does (1, 1.0 and True; equal tuples). What
 * `{ exact: true }` gives for one. Methods as Map's; they throw MarshalError ERR_UNHASHABLE for keys that Python cannot
 * hash.
 *
 * @example new PyDict([[1, 'um']]).get(new PyFloat(1)) // 'um'
 */
export class PyDict<K = unknown, V = unknown> implements Iterable<readonly [K, V]> {
  readonly #table: KeyTable;
  readonly #entries = new Map<Key, [K, V]>();

  /** @param table leave it out */
  constructor(entries: Iterable<readonly [K, V]> = [], table = new KeyTable()) {
    this.#table = table;
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: unknown): V | undefined {
    return this.#entries.get(this.#table.keyOf(key, true))?.[1];
  }

  has(key: unknown): boolean {
    return this.#entries.has(this.#table.keyOf(key, true));
  }

  /** A key that is there already stays as it is, as in Python; its value changes. */
  set(key: K, value: V): this {
    const same = this.#table.keyOf(key);
    const entry = this.#entries.get(same);
    if (entry === undefined) this.#entries.set(same, [key, value]);
    else entry[1] = value;
    return this;
  }

  delete(key: unknown): boolean {
    return this.#entries.delete(this.#table.keyOf(key, true));
  }

  [Symbol.iterator](): Iterator<readonly [K, V]> {
    return this.#entries.values();
  }
}
