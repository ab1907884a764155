import { type Key, KeyTable } from './key-table.ts';

/** What sets and frozensets have in common. */
class Hashed<Item> implements Iterable<Item> {
  protected readonly table: KeyTable;
  protected readonly entries = new Map<Key, Item>();

  /**
   * @param items of equal ones the first is kept, as in Python
   * @param table leave it out
   */
  constructor(items: Iterable<Item> = [], table = new KeyTable()) {
    this.table = table;
    for (const item of items) {
      const key = table.keyOf(item);
      if (!this.entries.has(key)) this.entries.set(key, item);
    }
  }

  get size(): number {
    return this.entries.size;
  }

  has(item: unknown): boolean {
    return this.entries.has(this.table.keyOf(item, true));
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.entries.values();
  }
}

/**
 * Python's `set`, with Python's equality (see PyDict). What `{ exact: true }` gives for one. Methods as Set's.
 */
export class PySet<Item = unknown> extends Hashed<Item> {
  add(item: Item): this {
    const key = this.table.keyOf(item);
    if (!this.entries.has(key)) this.entries.set(key, item);
    return this;
  }

  delete(item: unknown): boolean {
    return this.entries.delete(this.table.keyOf(item, true));
  }
}

/** Python's `frozenset`: a set that never changes and can be a key. What `{ exact: true }` gives for one. */
export class PyFrozenSet<Item = unknown> extends Hashed<Item> {
  /** Tells it from a set for the type checker too. */
  readonly isFrozen = true;
}
