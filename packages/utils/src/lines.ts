import { type Decoder, LONGEST_MESSAGE, PendingBytes, refuseLongerThan } from './framing.ts';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Messages that end in a newline: the framing of most text protocols (SMTP, HTTP's head, redis).
 * A `\r` right before the newline is dropped; a last line without a newline counts as a message.
 * Lines are decoded whole, so a UTF-8 character that arrives in halves is never broken; bytes that are no UTF-8
 * become U+FFFD, as in Python's `errors="replace"`. A line that grows too long is refused before it is whole; a `\r` at
 * the end of what is there does not count, as it may be the one that will be dropped.
 *
 * @example
 * const lines = new LineDecoder();
 * [...lines.push(Buffer.from('um\ndo'))]; // ['um']
 * [...lines.push(Buffer.from('is\n'))];   // ['dois']
 */
export class LineDecoder implements Decoder<string> {
  readonly #longest: number;
  readonly #pending = new PendingBytes();

  /** @param longest the most bytes in a line, its ending not counted */
  constructor(longest: number = LONGEST_MESSAGE) {
    this.#longest = longest;
  }

  // #region line-decoder
  *push(piece: Uint8Array): Generator<string, void> {
    if (piece.length === 0) return;
    let start = 0;
    for (;;) {
      const newline = piece.indexOf(NEWLINE, start);
      if (newline === -1) break;
      yield this.#decode(this.#join(piece.subarray(start, newline)));
      start = newline + 1;
    }
    this.#pending.add(piece.subarray(start));
    const dropped = piece.at(-1) === CARRIAGE_RETURN ? 1 : 0;
    refuseLongerThan(this.#longest + dropped, this.#pending.length);
  }

  *end(): Generator<string, void> {
    if (this.#pending.length > 0) yield this.#decode(this.#pending.take());
  }

  #join(rest: Uint8Array): Uint8Array {
    if (this.#pending.length === 0) return rest;
    this.#pending.add(rest);
    return this.#pending.take();
  }

  #decode(bytes: Uint8Array): string {
    const isDropped = bytes.at(-1) === CARRIAGE_RETURN;
    const length = bytes.length - (isDropped ? 1 : 0);
    refuseLongerThan(this.#longest, length);
    const { buffer, byteOffset } = bytes;
    return Buffer.from(buffer, byteOffset, length).toString('utf8');
  }
  // #endregion line-decoder
}
