import { type Key, keyOf } from './key.ts';

/** Items in the order in which they came, with Python's equality (see PyDict). */
class Hashed<Item> implements Iterable<Item> {
  readonly #entries = new Map<Key, Item>();

  /** @param items of equal ones the first is kept, as in Python */
  constructor(items: Iterable<Item> = []) {
    for (const item of items) {
      const key = keyOf(item);
      if (!this.#entries.has(key)) this.#entries.set(key, item);
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  has(item: unknown): boolean {
    return this.#entries.has(keyOf(item));
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.#entries.values();
  }
}

/** Python's `set`: what `{ exact: true }` gives for one. It can be made and looked at, not changed. */
export class PySet<Item = unknown> extends Hashed<Item> {
  /** Tells it from a frozenset for the type checker; there is no such property. */
  declare private readonly frozen: false;
}

/** Python's `frozenset`, a set that can be a key: what `{ exact: true }` gives for one. */
export class PyFrozenSet<Item = unknown> extends Hashed<Item> {
  declare private readonly frozen: true;
}
