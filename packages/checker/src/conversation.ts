import type { Socket } from 'node:net';
import { formatBytes } from './byte-text.ts';
import { showDifference } from './difference.ts';
import { CheckFailure } from './failure.ts';
import { waitFor } from './waiting.ts';

/** ms that a program has to close a connection, and an answer to become longer than it should be. */
const CLOSE_LIMIT = 2_000;
const QUIET = 150;

const NEWLINE = 0x0a;
/** Bytes of what came that the record keeps. */
const KEPT = 1024;

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
  readonly #patience: number;
  readonly #words: (typeof WORDS)['server' | 'client'];
  #error: NodeJS.ErrnoException | undefined;

  /**
   * @param connection connected, with `allowHalfOpen`
   * @param signal ends every waiting
   * @param patience ms without a byte after which no more is waited for
   * @param role what the program is, for the words in which its faults are told
   */
  constructor(
    connection: Socket,
    signal: AbortSignal,
    role: 'server' | 'client',
    patience: number,
  ) {
    this.#connection = connection;
    this.#signal = signal;
    this.#words = WORDS[role];
    this.#patience = patience;
    connection.setNoDelay(true);
    connection.on('data', (piece: Uint8Array) => {
      this.#pieces.push(piece);
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
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, QUIET);
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
    if (found() !== undefined) await this.#wait(() => !isPossible() || this.#isOver, QUIET);
    const answer = found();
    if (answer === undefined) this.#fail(encoded);
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
      await this.#wait(() => this.#rest.length > seen || this.#isOver, QUIET);
    }
    if (this.#rest.length === 0) this.#failWithoutAnswer();
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
    if (!equals(next, bytes)) this.#fail([bytes]);
    this.#take(bytes.length);
  }

  /**
   * Waits until so many bytes are there, and gives them.
   *
   * @throws {CheckFailure} no-answer, too-little
   */
  async read(size: number): Promise<Uint8Array> {
    await this.#wait(() => this.#rest.length >= size || this.#isOver);
    if (this.#rest.length < size) this.#fail([new Uint8Array(size)], true);
    return this.#take(size);
  }

  /** The text up to the next newline, which is not part of it, or to the end of what the program says. */
  async readLine(): Promise<string> {
    await this.#wait(() => this.#rest.includes(NEWLINE) || this.#isOver);
    const rest = this.#rest;
    const end = rest.indexOf(NEWLINE);
    if (rest.length === 0) this.#failWithoutAnswer();
    if (end < 0 && !this.#isOver) {
      const { kind, unfinished } = this.#words;
      throw new CheckFailure(kind ?? 'too-little', unfinished, [`recebido  ${formatBytes(rest)}`]);
    }
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
   * @param sentence what it would mean if something came
   * @param kind too-early where the rest of the question is still to be sent
   * @throws {CheckFailure} of that kind
   */
  async expectNothing(
    sentence: string,
    kind: 'too-much' | 'too-early' = 'too-much',
  ): Promise<void> {
    await this.#wait(() => this.#rest.length > 0 || this.#isOver, 2 * QUIET);
    if (this.#rest.length === 0) return;
    throw new CheckFailure(kind, sentence, showDifference(new Uint8Array(0), this.#rest));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.destroy();
  }

  get #rest(): Uint8Array {
    if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0] ?? new Uint8Array(0);
  }

  #take(size: number): Uint8Array {
    const rest = this.#rest;
    this.#pieces = [rest.subarray(size)];
    return rest.subarray(0, size);
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

  /** Tells what is wrong with what came, against the one of the right answers that is nearest to it. */
  #fail(candidates: readonly Uint8Array[], onlySize = false): never {
    const rest = this.#rest;
    const { kind, wrong, more, less } = this.#words;
    const nearest = candidates.reduce((best, each) =>
      common(each, rest) > common(best, rest) ? each : best,
    );
    const view = onlySize ? [] : showDifference(nearest, rest);
    if (rest.length === 0) this.#failWithoutAnswer();
    if (startsWith(rest, nearest)) {
      const count = rest.length - nearest.length;
      const sentence = `${more}: ${count} ${count === 1 ? 'byte' : 'bytes'} além do certo.`;
      throw new CheckFailure(kind ?? 'too-much', sentence, view);
    }
    if (startsWith(nearest, rest) || onlySize) {
      const how = this.#isOver ? 'e a conexão acabou' : 'e o resto não veio a tempo';
      const sentence = `${less}: ${rest.length} de ${nearest.length} bytes, ${how}.`;
      throw new CheckFailure(kind ?? 'too-little', sentence, view);
    }
    const others = candidates.map((each) => `«${formatBytes(each)}»`);
    const choice = candidates.length > 1 ? [`certas: ${others.join(', ')}`] : [];
    throw new CheckFailure(kind ?? 'wrong-answer', wrong, [...choice, ...view]);
  }

  #failWithoutAnswer(): never {
    const { none, closed, silent } = this.#words;
    if (this.#error !== undefined) {
      const sentence = `A conexão foi cortada (${this.#error.code ?? 'erro'}) ${none}.`;
      throw new CheckFailure('reset', sentence);
    }
    throw new CheckFailure('no-answer', this.#isOver ? closed : silent);
  }
}

/** How the faults of a server are told, and those of a client; a client's are all of one kind. */
const WORDS = {
  server: {
    kind: undefined,
    wrong: 'A resposta está errada.',
    more: 'Respondeu demais',
    less: 'Respondeu de menos',
    none: 'antes da resposta',
    closed: 'Fechou a conexão sem responder.',
    silent: 'Aceitou a conexão e não respondeu a tempo.',
    unfinished: 'Começou uma linha e não a terminou.',
  },
  client: {
    kind: 'wrong-request',
    wrong: 'O pedido está errado.',
    more: 'Enviou demais',
    less: 'Enviou de menos',
    none: 'antes do pedido',
    closed: 'Conectou-se e fechou sem enviar nada.',
    silent: 'Conectou-se e não enviou nada a tempo.',
    unfinished: 'Enviou um texto sem quebra de linha e não avisou que terminou.',
  },
} as const;

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
