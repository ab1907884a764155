import { DatagramLots, type Decision } from './datagram-lots.ts';
import { firstBytes, type Note } from './event-log.ts';
import type { Random } from './random.ts';
import type { Direction } from './tcp-events.ts';
import type { UdpEvent } from './udp-events.ts';
import type { UdpFaults } from './udp-faults.ts';

/** ms that `reorder` waits for a next datagram. */
const LONGEST_HOLD = 200;

/** A lane holds so many datagrams at most; UDP has no backpressure, so what comes then is lost, and told. */
const MOST_HELD = 4096;

export interface LaneOptions {
  readonly client: number;
  readonly direction: Direction;
  readonly faults: UdpFaults;
  readonly random: Random;
  readonly note: Note<UdpEvent>;
  readonly send: (bytes: Buffer) => void;
}

interface Datagram {
  readonly bytes: Buffer;
  readonly decision: Decision;
}

/** One direction of one client of a relay: does to each datagram what was decided for it. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #lots: DatagramLots;
  readonly #timers = new Set<NodeJS.Timeout>();
  #heldBack: { readonly release: () => void } | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#lots = new DatagramLots(options.faults, options.random);
  }

  receive(bytes: Buffer): void {
    const { note } = this.#options;
    const decision = this.#lots.next();
    note?.({ event: 'received', ...this.#about({ bytes, decision }) });
    if (decision.meets.loss) {
      note?.({ event: 'lost', ...this.#about({ bytes, decision }), by: 'fault' });
      return;
    }
    const changed = { bytes: this.#change(this.#cut(bytes, decision), decision), decision };
    if (decision.delay === 0) this.#leave(changed);
    else if (this.#timers.size < MOST_HELD) {
      note?.({ event: 'delayed', ...this.#which(decision), ms: decision.delay });
      this.#later(decision.delay, () => this.#leave(changed));
    } else note?.({ event: 'lost', ...this.#about(changed), by: 'full' });
  }

  /** Whether a datagram waits here for its time. */
  get isHolding(): boolean {
    return this.#timers.size > 0;
  }

  /** Forgets what is held. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#heldBack = undefined;
  }

  #cut(bytes: Buffer, decision: Decision): Buffer {
    const { faults, note } = this.#options;
    const { cutTo = Math.floor(bytes.length / 2) } = faults;
    if (!decision.meets.cut || bytes.length <= cutTo) return bytes;
    note?.({ event: 'cut', ...this.#which(decision), from: bytes.length, length: cutTo });
    return bytes.subarray(0, cutTo);
  }

  #change(bytes: Buffer, decision: Decision): Buffer {
    if (!decision.meets.change || bytes.length === 0) return bytes;
    const offset = Math.floor(decision.change.at * bytes.length);
    const before = bytes.readUInt8(offset);
    const after = before ^ decision.change.by;
    const changed = Buffer.from(bytes);
    changed.writeUInt8(after, offset);
    this.#options.note?.({ event: 'changed', ...this.#which(decision), offset, before, after });
    return changed;
  }

  /** Its time has come: sends it, or holds it back until the next one has left. */
  #leave(datagram: Datagram): void {
    const { decision } = datagram;
    const waiting = this.#heldBack;
    if (!decision.meets.reorder || waiting) {
      this.#send(datagram);
      waiting?.release();
      return;
    }
    this.#options.note?.({ event: 'held-back', ...this.#which(decision) });
    const release = () => {
      this.#heldBack = undefined;
      clearTimeout(timer);
      this.#timers.delete(timer);
      this.#send(datagram);
    };
    const timer = this.#later(LONGEST_HOLD, release);
    this.#heldBack = { release };
  }

  #send(datagram: Datagram): void {
    const { note, send } = this.#options;
    const { bytes, decision } = datagram;
    send(bytes);
    note?.({ event: 'sent', ...this.#about(datagram), copy: 1 });
    if (!decision.meets.repeat) return;
    note?.({ event: 'repeated', ...this.#which(decision) });
    send(bytes);
    note?.({ event: 'sent', ...this.#about(datagram), copy: 2 });
  }

  #later(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #which({ datagram }: Decision) {
    const { client, direction } = this.#options;
    return { client, direction, datagram };
  }

  #about({ bytes, decision }: Datagram) {
    return { ...this.#which(decision), length: bytes.length, hex: firstBytes(bytes) };
  }
}
