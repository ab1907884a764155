import type { Random } from './random.ts';
import { BY_DATAGRAM, type UdpFaults, type Which } from './udp-faults.ts';

/** What was decided for one datagram. */
export interface Decision {
  /** Its number in this direction of this client, from 1. */
  readonly datagram: number;
  readonly meets: Readonly<Record<(typeof BY_DATAGRAM)[number], boolean>>;
  /** Which byte changes, as a part of the length (0 ≤ x < 1), and by what (1 to 255, exclusive or). */
  readonly change: { readonly at: number; readonly by: number };
  /** ms */
  readonly delay: number;
}

/**
 * Decides what happens to the datagrams of one direction of one client. Each datagram draws the same count of numbers
 * in the same order, whatever comes out, so the decisions for number n depend on the seed only.
 */
export class DatagramLots {
  readonly #faults: UdpFaults;
  readonly #random: Random;
  #count = 0;

  constructor(faults: UdpFaults, random: Random) {
    this.#faults = faults;
    this.#random = random;
  }

  next(): Decision {
    this.#count++;
    const { delay = 0, jitter = 0 } = this.#faults;
    const [loss, repeat, reorder, cut, change] = BY_DATAGRAM.map((fault) =>
      this.#meets(this.#faults[fault]),
    );
    return {
      datagram: this.#count,
      meets: {
        loss: loss ?? false,
        repeat: repeat ?? false,
        reorder: reorder ?? false,
        cut: cut ?? false,
        change: change ?? false,
      },
      change: { at: this.#random(), by: 1 + Math.floor(this.#random() * 255) },
      delay: delay + this.#random() * jitter,
    };
  }

  #meets(which: Which | undefined): boolean {
    const lot = this.#random();
    if (which === undefined) return false;
    return 'datagrams' in which ? which.datagrams.includes(this.#count) : lot < which.probability;
  }
}
