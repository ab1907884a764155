/** Python's `tuple`: what `{ exact: true }` gives for one, and the way to write one (an Array is written as a list). */
export class PyTuple<Item = unknown> implements Iterable<Item> {
  /** The items; not to be changed. */
  readonly items: readonly Item[];

  /** @param items kept, not copied */
  constructor(items: readonly Item[] = []) {
    this.items = items;
  }

  get length(): number {
    return this.items.length;
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.items[Symbol.iterator]();
  }
}
