import { type Key, keyOf } from './key.ts';

/**
 * Python's `dict`: keeps its order, and takes keys for the same when Python does (1, 1.0 and True; equal tuples). What
 * `{ exact: true }` gives for one. Its methods are as Map's and throw MarshalError ERR_MARSHAL_UNHASHABLE for a key that Python
 * could not hash.
 *
 * @example new PyDict([[1, 'um']]).get(new PyFloat(1)) // 'um'
 */
export class PyDict<K = unknown, V = unknown> implements Iterable<readonly [K, V]> {
  readonly #entries = new Map<Key, [K, V]>();

  constructor(entries: Iterable<readonly [K, V]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: unknown): V | undefined {
    return this.#entries.get(keyOf(key))?.[1];
  }

  has(key: unknown): boolean {
    return this.#entries.has(keyOf(key));
  }

  /** A key that is there already stays as it is, as in Python; its value changes. */
  set(key: K, value: V): this {
    const same = keyOf(key);
    const entry = this.#entries.get(same);
    if (entry === undefined) this.#entries.set(same, [key, value]);
    else entry[1] = value;
    return this;
  }

  [Symbol.iterator](): Iterator<readonly [K, V]> {
    return this.#entries.values();
  }
}
