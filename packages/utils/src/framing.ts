import { PeerError } from './explain-error.ts';

/**
 * Cuts a stream of bytes into messages, wherever the network cut it. Give it each piece as it comes and go through
 * the messages that are whole by then, to the last one: `for (const message of decoder.push(piece)) …`.
 * The same bytes give the same messages, and the same error after them, for every way of cutting them.
 */
export interface Decoder<Message> {
  /** @throws {PeerError} ERR_MESSAGE_TOO_LONG; the decoder is of no more use then: close the connection */
  push(piece: Uint8Array): Iterable<Message>;
  /**
   * Says that the stream has ended. Gives what the framing still counts as a message.
   * @throws {PeerError} ERR_INCOMPLETE_MESSAGE when the stream ended inside a message that had to be whole
   */
  end(): Iterable<Message>;
}

/** 64 KiB: the longest message of the lessons unless they say otherwise. */
export const LONGEST_MESSAGE = 65_536;

/** Bytes that wait for the rest of their message. Pieces are joined once a message, not once a piece. */
export class PendingBytes {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** Gives all bytes as one and forgets them. */
  take(): Uint8Array {
    const [only] = this.#pieces;
    const whole =
      this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [];
    this.#length = 0;
    return whole;
  }
}

/** @throws {PeerError} ERR_MESSAGE_TOO_LONG when `length` (bytes) is over `longest` */
export function refuseLongerThan(longest: number, length: number): void {
  if (length > longest) throw new PeerError('ERR_MESSAGE_TOO_LONG');
}
