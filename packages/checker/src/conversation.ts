import type { Socket } from 'node:net';
import { formatBytes } from './byte-text.ts';
import { showDifference } from './difference.ts';
import { CheckFailure } from './failure.ts';
import { waitFor } from './waiting.ts';

/** ms that a program has to close a connection, and an answer to become longer than it should be. */
const CLOSE_LIMIT = 2_000;
const QUIET = 150;

const NEWLINE = 0x0a;

/** What the judge needs to know of a conversation afterwards, to say how it is had by hand. */
export interface ConversationRecord {
  /** Each write of the checker's. */
  readonly sent: Uint8Array[];
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
  #pieces: Uint8Array[] = [];
  /** How many of the received bytes were accounted for. */
  #taken = 0;
  /** There were bytes before anything was sent. */
  #isEager = false;
  #isSilentFirst: boolean;
  #error: NodeJS.ErrnoException | undefined;

  /**
   * @param connection connected, with `allowHalfOpen`
   * @param signal ends every waiting
   * @param speaksFirst the checker does: bytes that come before it has spoken are too early
   */
  constructor(connection: Socket, signal: AbortSignal, speaksFirst: boolean) {
    this.#connection = connection;
    this.#signal = signal;
    this.#isSilentFirst = speaksFirst;
    connection.setNoDelay(true);
    connection.on('data', (piece: Uint8Array) => {
      this.#pieces.push(piece);
      this.#isEager ||= this.#isSilentFirst;
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

  /** All bytes that came so far. */
  get received(): Uint8Array {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    const [received = new Uint8Array(0)] = this.#pieces;
    this.record.received = received;
    return received;
  }

  /** Sends bytes in one write; text as UTF-8. */
  send(bytes: Uint8Array | string): void {
    const piece = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    this.#isSilentFirst = false;
    this.record.sent.push(piece);
    if (this.#connection.writable) this.#connection.write(piece);
  }

  /** Says that no more will come (FIN); what the program still says is read. */
  end(): void {
    this.#isSilentFirst = false;
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
    await this.#wait(() => this.received.length > 0 || this.#isOver, QUIET);
    this.#failIfEager();
  }

  /**
   * Waits until the next bytes are these, and for a short while that no more come.
   *
   * @throws {CheckFailure} no-answer, too-little, too-much, wrong-answer, too-early, reset
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
    if (found() !== undefined) await this.#wait(() => !isPossible() || this.#isOver, QUIET);
    const answer = found();
    if (answer === undefined) this.#fail(encoded);
    this.#failIfEager();
    this.#taken += answer.length;
    return new TextDecoder().decode(answer);
  }

  /** The next bytes, as soon as they are there, whatever comes after them. */
  async expectNext(expected: Uint8Array | string): Promise<void> {
    const bytes = typeof expected === 'string' ? new TextEncoder().encode(expected) : expected;
    await this.#wait(() => this.#rest.length >= bytes.length || this.#isOver);
    const next = this.#rest.subarray(0, bytes.length);
    if (!equals(next, bytes)) this.#fail([bytes]);
    this.#failIfEager();
    this.#taken += bytes.length;
  }

  /**
   * Waits until so many bytes are there, and gives them.
   *
   * @throws {CheckFailure} no-answer, too-little
   */
  async read(size: number): Promise<Uint8Array> {
    await this.#wait(() => this.#rest.length >= size || this.#isOver);
    const next = this.#rest.subarray(0, size);
    if (next.length < size) this.#fail([new Uint8Array(size)], true);
    this.#taken += size;
    return next;
  }

  /** The text up to the next newline, which is not part of it, or to the end of what the program says. */
  async readLine(): Promise<string> {
    await this.#wait(() => this.#rest.includes(NEWLINE) || this.#isOver);
    const rest = this.#rest;
    const end = rest.indexOf(NEWLINE);
    if (end < 0 && !this.#isOver) {
      const sentence =
        rest.length === 0
          ? 'Conectou-se e não enviou nada a tempo.'
          : 'Enviou um texto sem quebra de linha e não avisou que terminou.';
      throw new CheckFailure('wrong-request', sentence);
    }
    this.#taken += end < 0 ? rest.length : end + 1;
    return new TextDecoder().decode(end < 0 ? rest : rest.subarray(0, end));
  }

  /** Waits until the program closes its side, and gives all that came since the last look. */
  async readToEnd(): Promise<Uint8Array> {
    await this.#wait(() => this.#isOver);
    if (!this.#isOver) this.#failOpen();
    const rest = this.#rest;
    this.#taken += rest.length;
    return rest;
  }

  /**
   * Waits until the program closes its side without another byte.
   *
   * @throws {CheckFailure} does-not-close, too-much
   */
  async expectClose(): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, CLOSE_LIMIT);
    if (this.#rest.length > 0) this.#fail([new Uint8Array(0)]);
    if (!this.#isOver) this.#failOpen();
  }

  /**
   * Waits a short while in which nothing may come; that the program closes is no fault.
   *
   * @throws {CheckFailure} too-much
   */
  async expectNothing(ms = 2 * QUIET): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, ms);
    if (this.#rest.length > 0) this.#fail([new Uint8Array(0)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.record.received = this.received;
    this.#connection.destroy();
  }

  get #rest(): Uint8Array {
    return this.received.subarray(this.#taken);
  }

  /** Nothing more will come. */
  get #isOver(): boolean {
    return this.record.isClosed || this.#error !== undefined || this.#connection.destroyed;
  }

  #tell(): void {
    this.#changed.dispatchEvent(new Event('change'));
  }

  /** Until the condition holds, the check's time is over or, where given, so many ms have passed. */
  async #wait(condition: () => boolean, ms?: number): Promise<void> {
    await waitFor(this.#changed, condition, this.#signal, ms);
  }

  #failIfEager(): void {
    if (!this.#isEager) return;
    const said = `recebido  ${formatBytes(this.received)}`;
    throw new CheckFailure('too-early', 'Respondeu antes de ser perguntado.', [said]);
  }

  #failOpen(): never {
    const sentence = 'Respondeu, mas não fechou a conexão.';
    throw new CheckFailure('does-not-close', sentence);
  }

  /** Tells what is wrong with what came, against the first of the right answers that is nearest to it. */
  #fail(candidates: readonly Uint8Array[], onlySize = false): never {
    this.#failIfEager();
    const rest = this.#rest;
    const nearest = candidates.reduce((best, each) =>
      common(each, rest) > common(best, rest) ? each : best,
    );
    const view = onlySize ? [] : showDifference(nearest, rest);
    if (rest.length === 0) this.#failWithoutAnswer(nearest.length);
    if (startsWith(rest, nearest)) {
      const more = rest.length - nearest.length;
      const sentence = `Respondeu demais: ${more} ${more === 1 ? 'byte' : 'bytes'} além da resposta.`;
      throw new CheckFailure('too-much', sentence, view);
    }
    if (startsWith(nearest, rest) || onlySize) {
      const how = this.#isOver ? 'e a conexão acabou' : 'e o resto não veio a tempo';
      const sentence = `Respondeu de menos: ${rest.length} de ${nearest.length} bytes, ${how}.`;
      throw new CheckFailure('too-little', sentence, view);
    }
    const others = candidates.map((each) => `«${formatBytes(each)}»`);
    const choice = candidates.length > 1 ? [`certas: ${others.join(', ')}`] : [];
    throw new CheckFailure('wrong-answer', 'A resposta está errada.', [...choice, ...view]);
  }

  #failWithoutAnswer(size: number): never {
    if (this.#error !== undefined) {
      const sentence = `A conexão foi cortada (${this.#error.code ?? 'erro'}) antes da resposta.`;
      throw new CheckFailure('reset', sentence);
    }
    const sentence = this.#isOver
      ? 'Fechou a conexão sem responder.'
      : `Aceitou a conexão e não respondeu${size > 0 ? '' : ' como devia'} a tempo.`;
    throw new CheckFailure('no-answer', sentence);
  }
}

function startsWith(whole: Uint8Array, start: Uint8Array): boolean {
  return start.length <= whole.length && common(whole, start) === start.length;
}

function equals(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && startsWith(one, other);
}

/** How many bytes at the beginning are the same. */
function common(one: Uint8Array, other: Uint8Array): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return at;
}
