import type { Socket } from 'node:net';
import {
  type Reception,
  type Role,
  tellNoAnswer,
  tellTooLittle,
  tellUnfinishedLine,
  tellWrongAnswer,
} from './answer-fault.ts';
import { equals, startsWith } from './byte-comparison.ts';
import { formatBytes } from './byte-text.ts';
import { showDifference } from './difference.ts';
import { CheckFailure } from './failure.ts';
import { hasLetGo } from './program/ports.ts';
import { waitFor } from './waiting.ts';

/** ms that a program has to close a connection, and an answer to become longer than it should be. */
const CLOSE_LIMIT = 2_000;
const SHORTEST_QUIET = 150;

const NEWLINE = 0x0a;
/** Bytes of what came that the record keeps. */
const KEPT = 1024;
/** Bytes that wait to be looked at, above which no more are taken from the system: some programs send without end. */
const MOST_WAITING = 4 * 2 ** 20;

/** What the judge needs to know of a conversation afterwards, to say how it is had by hand. */
export interface ConversationRecord {
  /** Each write of the checker's. */
  readonly sent: Uint8Array[];
  /** The beginning of what came. */
  received: Uint8Array;
  /** How the checker left: FIN, RST, or not at all before the other side did. */
  ending: 'end' | 'reset' | undefined;
  /** The other side closed. */
  isClosed: boolean;
}

/**
 * One TCP connection with the program that is judged, seen from the checker's side. Every method that waits ends with
 * a `CheckFailure` when the check's time is over.
 */
export class Conversation implements AsyncDisposable {
  readonly record: ConversationRecord = {
    sent: [],
    received: new Uint8Array(0),
    ending: undefined,
    isClosed: false,
  };
  readonly #connection: Socket;
  readonly #signal: AbortSignal;
  readonly #changed = new EventTarget();
  /** What came and was not yet accounted for. */
  #pieces: Uint8Array[] = [];
  /** Bytes of these. */
  #waiting = 0;
  #isStopped = false;
  readonly #patience: number;
  /** ms in which what should not come would come. */
  readonly #quiet: number;
  readonly #role: Role;
  readonly #sparedPort: number | undefined;
  #error: NodeJS.ErrnoException | undefined;

  /**
   * @param connection connected, with `allowHalfOpen`
   * @param signal ends every waiting
   * @param patience ms without a byte after which no more is waited for
   * @param role what the program is, for the words in which its faults are told
   * @param sparedPort where the program listens, when that port must be free soon after its end
   */
  constructor(
    connection: Socket,
    signal: AbortSignal,
    role: Role,
    patience: number,
    sparedPort?: number,
  ) {
    this.#connection = connection;
    this.#signal = signal;
    this.#role = role;
    this.#sparedPort = sparedPort;
    this.#patience = patience;
    // Who is given more time to answer is given more time to answer wrongly.
    this.#quiet = Math.max(SHORTEST_QUIET, patience / 20);
    connection.setNoDelay(true);
    connection.on('data', (piece: Uint8Array) => {
      this.#pieces.push(piece);
      this.#waiting += piece.length;
      if (this.#waiting > MOST_WAITING) connection.pause();
      this.#noteReceived(piece);
      this.#tell();
    });
    connection.on('end', () => {
      this.record.isClosed = true;
      this.#tell();
    });
    connection.on('error', (error) => {
      this.#error = error;
      this.#tell();
    });
    connection.on('close', () => this.#tell());
  }

  /** Sends bytes in one write; text as UTF-8. */
  send(bytes: Uint8Array | string): void {
    const piece = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    this.record.sent.push(piece);
    if (this.#connection.writable) this.#connection.write(piece);
  }

  /** Says that no more will come (FIN); what the program still says is read. */
  end(): void {
    this.record.ending = 'end';
    this.#connection.end();
  }

  /** Cuts the connection (RST). */
  reset(): void {
    this.record.ending = 'reset';
    this.#connection.resetAndDestroy();
  }

  /**
   * Gives the program a moment to talk before it is asked. A right program loses nothing by it.
   *
   * @throws {CheckFailure} too-early
   */
  async staySilent(): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, 2 * this.#quiet);
    if (this.#rest.length === 0) return;
    const said = `recebido  ${formatBytes(this.#rest)}`;
    throw new CheckFailure('too-early', 'Respondeu antes de ser perguntado.', [said]);
  }

  /**
   * Waits until the next bytes are these, and for a short while that no more come.
   *
   * @throws {CheckFailure} no-answer, too-little, too-much, wrong-answer, reset
   */
  async expectAnswer(expected: Uint8Array | string): Promise<void> {
    await this.expectOneOf([expected]);
  }

  /**
   * The same where several answers are right.
   *
   * @returns the text of the one that came
   */
  async expectOneOf(candidates: readonly (Uint8Array | string)[]): Promise<string> {
    const encoded = candidates.map((each) =>
      typeof each === 'string' ? new TextEncoder().encode(each) : each,
    );
    const isPossible = () => encoded.some((each) => startsWith(each, this.#rest));
    const found = () => encoded.find((each) => equals(each, this.#rest));
    await this.#wait(() => found() !== undefined || !isPossible() || this.#isOver);
    if (found() !== undefined) await this.#wait(() => !isPossible() || this.#isOver, this.#quiet);
    const answer = found();
    if (answer === undefined) throw tellWrongAnswer(this.#role, encoded, this.#reception);
    return new TextDecoder().decode(this.#take(answer.length));
  }

  /**
   * Whatever the program answers: what came until it closed, or until no more came for a short while.
   *
   * @throws {CheckFailure} no-answer, reset
   */
  async readAnswer(): Promise<Uint8Array> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver);
    for (let seen = 0; seen < this.#rest.length && !this.#isOver; ) {
      seen = this.#rest.length;
      await this.#wait(() => this.#rest.length > seen || this.#isOver, this.#quiet);
    }
    if (this.#rest.length === 0) throw tellNoAnswer(this.#role, this.#reception);
    return this.#take(this.#rest.length);
  }

  /** Lets so many ms pass, so that what was sent travels apart from what follows. */
  async pause(ms: number): Promise<void> {
    await this.#wait(() => false, ms);
  }

  /** The next bytes, as soon as they are there, whatever comes after them. */
  async expectNext(expected: Uint8Array | string): Promise<void> {
    const bytes = typeof expected === 'string' ? new TextEncoder().encode(expected) : expected;
    await this.#wait(() => this.#rest.length >= bytes.length || this.#isOver);
    const next = this.#rest.subarray(0, bytes.length);
    if (!equals(next, bytes)) throw tellWrongAnswer(this.#role, [bytes], this.#reception);
    this.#take(bytes.length);
  }

  /**
   * Waits until so many bytes are there, and gives them.
   *
   * @throws {CheckFailure} no-answer, too-little
   */
  async read(size: number): Promise<Uint8Array> {
    await this.#wait(() => this.#rest.length >= size || this.#isOver);
    if (this.#rest.length < size) throw tellTooLittle(this.#role, size, this.#reception);
    return this.#take(size);
  }

  /** The text up to the next newline, which is not part of it, or to the end of what the program says. */
  async readLine(): Promise<string> {
    await this.#wait(() => this.#rest.includes(NEWLINE) || this.#isOver);
    const rest = this.#rest;
    const end = rest.indexOf(NEWLINE);
    const isUnfinished = end < 0 && !this.#isOver;
    if (rest.length === 0 || isUnfinished) throw tellUnfinishedLine(this.#role, this.#reception);
    const line = this.#take(end < 0 ? rest.length : end + 1);
    return new TextDecoder().decode(end < 0 ? line : line.subarray(0, end));
  }

  /** The next line, if one is there within so many ms; undefined otherwise. */
  async lineWithin(ms: number): Promise<string | undefined> {
    await this.#wait(() => this.#rest.includes(NEWLINE) || this.#isOver, ms);
    return this.#rest.includes(NEWLINE) ? await this.readLine() : undefined;
  }

  /** From now on nothing is read: the program's writes pile up, as with a client that hangs. */
  stopReading(): void {
    this.#isStopped = true;
    this.#connection.pause();
  }

  /** Waits until the program closes its side, and gives all that came since the last look. */
  async readToEnd(): Promise<Uint8Array> {
    await this.#wait(() => this.#isOver);
    if (!this.#isOver) this.#failOpen();
    return this.#take(this.#rest.length);
  }

  /**
   * Waits until the program closes its side without another byte.
   *
   * @param mayReset a cut (RST) is as good: the program was sent what it does not want to read
   * @throws {CheckFailure} does-not-close, too-much, reset
   */
  async expectClose(mayReset = false): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, CLOSE_LIMIT);
    if (this.#rest.length > 0) {
      throw tellWrongAnswer(this.#role, [new Uint8Array(0)], this.#reception);
    }
    if (!this.#isOver) this.#failOpen();
    if (this.record.isClosed || mayReset) return;
    const code = this.#error?.code ?? 'ECONNRESET';
    const sentence = `Respondeu e cortou a conexão (${code}), em vez de fechá-la.`;
    throw new CheckFailure('reset', sentence);
  }

  /**
   * Waits a short while in which nothing may come; that the program closes is no fault.
   *
   * @param sentence what it would mean if something came
   * @param kind too-early where the rest of the question is still to be sent
   * @throws {CheckFailure} of that kind
   */
  async expectNothing(
    sentence: string,
    kind: 'too-much' | 'too-early' = 'too-much',
  ): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, 2 * this.#quiet);
    if (this.#rest.length === 0) return;
    throw new CheckFailure(kind, sentence, showDifference(new Uint8Array(0), this.#rest));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const port = this.#sparedPort;
    // A reset spares the program's port the minute in TIME_WAIT, in which some cannot be started again.
    const isDone = port !== undefined && this.record.isClosed && hasLetGo(port);
    if (isDone) this.#connection.resetAndDestroy();
    else this.#connection.destroy();
  }

  get #rest(): Uint8Array {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] ?? new Uint8Array(0);
  }

  #take(size: number): Uint8Array {
    const rest = this.#rest;
    this.#pieces = [rest.subarray(size)];
    this.#waiting -= size;
    if (this.#waiting <= MOST_WAITING && !this.#isStopped) this.#connection.resume();
    return rest.subarray(0, size);
  }

  get #reception(): Reception {
    const error = this.#error && (this.#error.code ?? 'erro');
    return { bytes: this.#rest, isOver: this.#isOver, error };
  }

  #noteReceived(piece: Uint8Array): void {
    const { record } = this;
    const room = KEPT - record.received.length;
    if (room > 0) record.received = Buffer.concat([record.received, piece.subarray(0, room)]);
  }

  /** Nothing more will come. */
  get #isOver(): boolean {
    return this.record.isClosed || this.#error !== undefined || this.#connection.destroyed;
  }

  #tell(): void {
    this.#changed.dispatchEvent(new Event('change'));
  }

  /** Until the condition holds, the check's time is over or so many ms have passed. */
  async #wait(condition: () => boolean, ms = this.#patience): Promise<void> {
    await waitFor(this.#changed, condition, this.#signal, ms);
  }

  #failOpen(): never {
    const sentence = 'A conexão continuou aberta, e já devia estar fechada.';
    throw new CheckFailure('does-not-close', sentence);
  }
}
