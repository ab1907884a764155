import { PeerError } from './explain-error.ts';
import { type Decoder, LONGEST_MESSAGE, PendingBytes, refuseLongerThan } from './framing.ts';

/** The prefix: the number of bytes that follow, unsigned, 32 bits, big-endian (Python's `struct.pack("!I", n)`). */
const PREFIX_LENGTH = 4;

/**
 * Puts a message's length before it.
 *
 * @param message up to `longest` bytes
 * @returns 4 bytes more than the message
 * @throws {PeerError} ERR_MESSAGE_TOO_LONG
 * @example encodeLengthPrefixed(Buffer.from('oi')) // 00 00 00 02 6f 69
 */
export function encodeLengthPrefixed(
  message: Uint8Array,
  longest: number = LONGEST_MESSAGE,
): Uint8Array {
  refuseLongerThan(longest, message.length);
  const frame = new Uint8Array(PREFIX_LENGTH + message.length);
  new DataView(frame.buffer).setUint32(0, message.length);
  frame.set(message, PREFIX_LENGTH);
  return frame;
}

/**
 * Messages with their length before them: right for any bytes, newlines and zeros included.
 *
 * @example
 * const messages = new LengthPrefixDecoder();
 * [...messages.push(Uint8Array.of(0, 0, 0, 2, 0x6f))]; // []
 * [...messages.push(Uint8Array.of(0x69))];             // [bytes of 'oi']
 */
export class LengthPrefixDecoder implements Decoder<Uint8Array> {
  readonly #longest: number;
  readonly #pending = new PendingBytes();
  /** What `#pending` waits for: a prefix (undefined) or a body of so many bytes. */
  #bodyLength: number | undefined;

  /** @param longest the most bytes in a message; a prefix that announces more is refused before its body comes */
  constructor(longest: number = LONGEST_MESSAGE) {
    this.#longest = longest;
  }

  *push(piece: Uint8Array): Generator<Uint8Array, void> {
    let rest = piece;
    for (;;) {
      const wanted = (this.#bodyLength ?? PREFIX_LENGTH) - this.#pending.length;
      this.#pending.add(rest.subarray(0, wanted));
      if (rest.length < wanted) return;
      rest = rest.subarray(wanted);
      const whole = this.#pending.take();
      if (this.#bodyLength === undefined) {
        const length = new DataView(whole.buffer, whole.byteOffset, PREFIX_LENGTH).getUint32(0);
        refuseLongerThan(this.#longest, length);
        this.#bodyLength = length;
      } else {
        this.#bodyLength = undefined;
        yield whole;
      }
    }
  }

  end(): readonly [] {
    if (this.#pending.length > 0 || this.#bodyLength !== undefined) {
      throw new PeerError('ERR_INCOMPLETE_MESSAGE');
    }
    return [];
  }
}
