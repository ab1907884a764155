/** Bytes that came together, and when (ms, `performance.now`). */
export interface Held {
  readonly bytes: Buffer;
  readonly at: number;
}

/** A queue of bytes that were read and not yet passed on. */
export class HeldBytes {
  #items: Held[] = [];
  #length = 0;

  /** How many bytes are held. */
  get length(): number {
    return this.#length;
  }

  add(bytes: Buffer, at: number): void {
    this.#items.push({ bytes, at });
    this.#length += bytes.length;
  }

  /** What came first, or undefined. */
  first(): Held | undefined {
    return this.#items[0];
  }

  /** Takes bytes off the front of what came first; at most as many as it has. */
  take(length: number): Buffer {
    const [first] = this.#items;
    if (!first) return Buffer.alloc(0);
    this.#length -= length;
    if (length === first.bytes.length) this.#items.shift();
    else this.#items[0] = { bytes: first.bytes.subarray(length), at: first.at };
    return first.bytes.subarray(0, length);
  }

  /** Takes everything as one piece. */
  takeAll(): Buffer {
    const all = Buffer.concat(this.#items.map(({ bytes }) => bytes));
    this.#items = [];
    this.#length = 0;
    return all;
  }
}
