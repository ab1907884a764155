import type { Random } from './random.ts';
import { ONCE, type Once, type TcpFaults } from './tcp-faults.ts';

/** What was decided for a piece: where it ends, counted in bytes of this direction, and its delay in ms. */
export interface Piece {
  readonly end: number;
  readonly delay: number;
}

/**
 * Decides what happens to the bytes of one direction, piece by piece, from its stream of random numbers. With `chunk`
 * the pieces lie at byte offsets, so the decisions depend on the seed only; without it a piece is what was read at
 * once, so what is drawn for each piece depends on how the bytes arrived. Each piece draws the same count of numbers
 * in the same order (size, jitter, then the once-only faults), whatever comes out.
 */
export class Pieces {
  readonly #faults: TcpFaults;
  readonly #random: Random;
  #piece: Piece = { end: 0, delay: 0 };
  #once: Once | undefined;
  #onceAt = Number.POSITIVE_INFINITY;

  constructor(faults: TcpFaults, random: Random) {
    this.#faults = faults;
    this.#random = random;
    for (const fault of ONCE) {
      const when = faults[fault];
      if (when && 'after' in when) this.#plan(fault, when.after);
    }
  }

  /** The fault that happens at this offset, before any byte from there on. */
  faultAt(offset: number): Once | undefined {
    return offset >= this.#onceAt ? this.#once : undefined;
  }

  /** How many bytes may pass until the next fault that happens once. */
  untilFault(offset: number): number {
    return this.#onceAt - offset;
  }

  /**
   * The piece that the byte at an offset belongs to; decided when its first byte is asked for.
   *
   * @param available how many bytes were read together from here on
   */
  pieceAt(offset: number, available: number): Piece {
    if (offset < this.#piece.end) return this.#piece;
    const { delay = 0, jitter = 0 } = this.#faults;
    const end = offset + (this.#drawSize() ?? available);
    this.#piece = { end, delay: delay + (jitter > 0 ? this.#random() * jitter : 0) };
    for (const fault of ONCE) {
      const when = this.#faults[fault];
      if (when && 'probability' in when && this.#random() < when.probability) {
        this.#plan(fault, offset);
      }
    }
    return this.#piece;
  }

  #drawSize(): number | undefined {
    const { chunk } = this.#faults;
    if (typeof chunk !== 'object') return chunk;
    return chunk.from + Math.floor(this.#random() * (chunk.to - chunk.from + 1));
  }

  #plan(fault: Once, offset: number): void {
    if (offset >= this.#onceAt) return;
    this.#once = fault;
    this.#onceAt = offset;
  }
}
