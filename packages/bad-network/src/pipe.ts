import type { Socket } from 'node:net';
import { firstBytes, type Note } from './event-log.ts';
import { HeldBytes } from './held-bytes.ts';
import { Pieces } from './pieces.ts';
import type { Random } from './random.ts';
import { reset as resetSocket } from './reset.ts';
import type { Direction, TcpEvent } from './tcp-events.ts';
import { isHarmless, type Once, type TcpFaults } from './tcp-faults.ts';

/** A direction holds about so many bytes at most, a read more; then it reads no further (backpressure). */
export const MOST_HELD = 256 * 1024;

/**
 * ms between the last bytes and an RST. Bytes that are not read when it comes are lost on some systems, and Node (libuv)
 * shows a reader that finds both together an end in the place of the reset.
 */
export const RESET_GRACE = 50;

/** A limited rate is given out in portions of so many ms. */
const RATE_PORTION = 50;

export interface PipeOptions {
  readonly connection: number;
  readonly direction: Direction;
  readonly from: Socket;
  readonly to: Socket;
  readonly faults: TcpFaults;
  readonly random: Random;
  readonly note: Note<TcpEvent>;
  /** Ends both sides of the connection: the pipe itself knows one direction only. */
  readonly endBoth: (fault: 'close' | 'reset') => void;
}

/**
 * One direction of a connection: reads from one socket and writes to the other one. Without faults each read is
 * written at once; with faults it is held and leaves piece by piece. Backpressure, FIN and RST are passed on.
 */
export class Pipe {
  readonly #options: PipeOptions;
  readonly #pieces: Pieces;
  readonly #isDirect: boolean;
  readonly #joining = new HeldBytes();
  readonly #queue = new HeldBytes();
  #state: 'passing' | 'stalled' | 'discarding' | 'stopped' = 'passing';
  #received = 0;
  #sent = 0;
  /** What follows the last byte: the sender's FIN or RST. */
  #ending: { readonly at: number; readonly code?: string } | undefined;
  #isBlocked = false;
  #delayedPiece = -1;
  /** ms (`performance.now`): nothing leaves before. */
  #notBefore = 0;
  /** The same for bytes only: a FIN needs no gap before it. */
  #nextPiece = 0;
  #lastWrite = Number.NEGATIVE_INFINITY;
  #joinTimer: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;

  constructor(options: PipeOptions) {
    this.#options = options;
    this.#pieces = new Pieces(options.faults, options.random);
    this.#isDirect = isHarmless(options.faults);
  }

  /** Bytes in memory: held back, or written and not yet taken by the system. */
  get held(): number {
    return this.#joining.length + this.#queue.length + this.#options.to.writableLength;
  }

  /** How many bytes were passed on. */
  get sent(): number {
    return this.#sent;
  }

  /** Begins to pass on; both sockets are connected. */
  start(): void {
    const { from } = this.#options;
    this.#pump();
    from.on('data', (bytes) => this.#receive(bytes));
    from.once('end', () => this.#finish());
    if (this.#state === 'stalled') from.pause();
    else from.resume();
  }

  /** The sender's connection broke: what it sent before still arrives, and then the receiver is reset. */
  senderReset(code: string): void {
    this.#release();
    this.#ending = { at: performance.now(), code };
    // Who does not read, or is not let, learns of it at once, as from a real RST.
    if (this.#isBlocked || this.#state !== 'passing') this.#passReset(code);
    else this.#pump();
  }

  /** Passes nothing on any more; what comes and what is held is discarded. */
  stop(): void {
    clearTimeout(this.#joinTimer);
    clearTimeout(this.#timer);
    clearImmediate(this.#turn);
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    this.#discard(Buffer.concat([this.#queue.takeAll(), this.#joining.takeAll()]));
  }

  #receive(bytes: Buffer): void {
    const { connection, direction, from, faults, note } = this.#options;
    const offset = this.#received;
    this.#received += bytes.length;
    const { length } = bytes;
    note?.({ event: 'received', connection, direction, offset, length, hex: firstBytes(bytes) });
    if (this.#state === 'discarding' || this.#state === 'stopped') this.#discard(bytes);
    else if (this.#isDirect) this.#write(bytes);
    else if (faults.join) this.#join(bytes, faults.join);
    else {
      this.#queue.add(bytes, performance.now());
      this.#pump();
    }
    if (this.#isFull && this.#state !== 'discarding' && this.#state !== 'stopped') from.pause();
  }

  #join(bytes: Buffer, ms: number): void {
    this.#joining.add(bytes, 0);
    this.#joinTimer ??= setTimeout(() => {
      this.#release();
      this.#pump();
    }, ms);
  }

  /** Lets go what was joined. */
  #release(): void {
    clearTimeout(this.#joinTimer);
    this.#joinTimer = undefined;
    if (this.#joining.length > 0) this.#queue.add(this.#joining.takeAll(), performance.now());
  }

  #finish(): void {
    this.#release();
    this.#ending = { at: performance.now() };
    this.#pump();
  }

  get #isFull(): boolean {
    return (
      this.#isBlocked ||
      this.#state === 'stalled' ||
      this.#queue.length + this.#joining.length >= MOST_HELD
    );
  }

  /** Does all that can be done now; comes back by a timer, or when the receiver has read. */
  #pump(): void {
    while (this.#state === 'passing' && !this.#isBlocked && !this.#isWaiting) {
      const fault = this.#pieces.faultAt(this.#sent);
      if (fault) {
        this.#happen(fault);
        return;
      }
      const first = this.#queue.first();
      if (!first) {
        this.#passEnding();
        break;
      }
      const piece = this.#pieces.pieceAt(this.#sent, first.bytes.length);
      if (this.#pieces.faultAt(this.#sent)) continue;
      if (piece.delay > 0 && this.#delayedPiece !== piece.end) {
        this.#delayedPiece = piece.end;
        this.#noteDelay(piece.delay);
      }
      if (this.#waitUntil(Math.max(first.at + piece.delay, this.#nextPiece))) break;
      const whole = Math.min(first.bytes.length, piece.end - this.#sent);
      const length = Math.min(whole, this.#pieces.untilFault(this.#sent), this.#portion);
      this.#write(this.#queue.take(length));
      this.#pace(length);
    }
    if (!this.#isFull && this.#state === 'passing') this.#options.from.resume();
  }

  get #isWaiting(): boolean {
    return this.#timer !== undefined || this.#turn !== undefined;
  }

  #write(bytes: Buffer): void {
    const { connection, direction, to, note } = this.#options;
    if (to.destroyed || to.writableEnded) {
      this.#discard(bytes);
      return;
    }
    const offset = this.#sent;
    const { length } = bytes;
    this.#sent += length;
    this.#lastWrite = performance.now();
    note?.({ event: 'sent', connection, direction, offset, length, hex: firstBytes(bytes) });
    if (this.#isDirect) {
      to.write(bytes);
      if (to.writableLength < to.writableHighWaterMark) return;
      this.#isBlocked = true;
      to.once('drain', () => this.#unblock());
    } else {
      to.write(bytes, () => this.#unblock());
      // Two pieces that wait for the system together would leave together.
      this.#isBlocked = to.writableLength > 0;
    }
  }

  #unblock(): void {
    if (!this.#isBlocked) return;
    this.#isBlocked = false;
    this.#pump();
  }

  /** @returns whether there is something to wait for */
  #waitUntil(due: number): boolean {
    const until = Math.max(due, this.#notBefore);
    const ms = until - performance.now();
    if (ms <= 0) return false;
    this.#notBefore = until; // what follows is never earlier: the order of the bytes stays
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pump();
    }, Math.ceil(ms));
    return true;
  }

  /** The most bytes that a limited rate lets go at once. */
  get #portion(): number {
    const { rate } = this.#options.faults;
    if (rate === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(1, Math.floor((rate * RATE_PORTION) / 1000));
  }

  /** Keeps the next piece apart from the one that just left. */
  #pace(length: number): void {
    const { chunk, gap = 1, rate } = this.#options.faults;
    const now = performance.now();
    if (rate !== undefined)
      this.#notBefore = Math.max(this.#notBefore, now + (length / rate) * 1000);
    if (chunk !== undefined) this.#nextPiece = now + gap;
    if (chunk === undefined || gap > 0) return;
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      this.#pump();
    });
  }

  #happen(fault: Once): void {
    const { connection, direction, from, to, note, endBoth } = this.#options;
    const where = { connection, direction, offset: this.#sent } as const;
    if (fault === 'stall') {
      this.#state = 'stalled';
      from.pause();
      note?.({ event: 'stalled', ...where });
    } else if (fault === 'halfClose') {
      this.#state = 'discarding';
      to.end();
      note?.({ event: 'half-closed', ...where, by: 'fault' });
      this.#discard(Buffer.concat([this.#queue.takeAll(), this.#joining.takeAll()]));
      from.resume();
    } else {
      if (fault === 'close') note?.({ event: 'closed', ...where });
      else note?.({ event: 'reset', ...where, by: 'fault', code: 'ECONNRESET' });
      endBoth(fault);
    }
  }

  #passEnding(): void {
    const { connection, direction, to, faults, note } = this.#options;
    if (!this.#ending || this.#joining.length > 0) return;
    const { at, code } = this.#ending;
    if (this.#waitUntil(at + (faults.delay ?? 0))) return;
    if (code !== undefined) {
      this.#passReset(code);
      return;
    }
    if (to.destroyed || to.writableEnded) return;
    to.end();
    note?.({ event: 'half-closed', connection, direction, offset: this.#sent, by: 'sender' });
  }

  #passReset(code: string): void {
    const { connection, direction, to, note } = this.#options;
    const offset = this.#sent;
    this.stop();
    const reset = () => {
      if (to.destroyed) return;
      const by = direction === 'toServer' ? 'client' : 'server';
      note?.({ event: 'reset', connection, direction, offset, by, code });
      resetSocket(to);
    };
    const ms = this.#lastWrite + RESET_GRACE - performance.now();
    if (ms > 0) this.#timer = setTimeout(reset, Math.ceil(ms));
    else reset();
  }

  #discard(bytes: Buffer): void {
    const { connection, direction, note } = this.#options;
    const { length } = bytes;
    if (length === 0) return;
    const offset = this.#received - length;
    note?.({ event: 'discarded', connection, direction, offset, length, hex: firstBytes(bytes) });
  }

  #noteDelay(ms: number): void {
    const { connection, direction, note } = this.#options;
    note?.({ event: 'delayed', connection, direction, offset: this.#sent, ms });
  }
}
