import { randomInt } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { encodeLengthPrefixed, LengthPrefixDecoder } from '@tomada/utils';
import { decode, encode, type Kind, LONGEST, type Message } from '../src/message.ts';

/** A guest of a room that speaks the format by hand, as fast as it is told to. */
export class Guest implements AsyncDisposable {
  readonly socket: Socket;
  readonly session = randomInt(1, 2 ** 32);
  readonly came: Message[] = [];
  #room = 0;
  #said = 0;
  #waiting: (() => void)[] = [];
  readonly #closed: Promise<void>;

  /** @param first the number that its first line shall have */
  constructor(port: number, name: string, first = 1) {
    this.socket = connect({ port, host: '127.0.0.1' });
    this.socket.on('error', () => {}); // a test asserts what came, not how it ended
    this.#closed = new Promise((resolve) => this.socket.on('close', () => resolve()));
    const frames = new LengthPrefixDecoder(LONGEST);
    this.socket.on('data', (piece) => {
      for (const frame of frames.push(piece)) this.#hear(decode(frame), name, first);
      for (const look of this.#waiting.splice(0)) look();
    });
    this.socket.on('close', () => {
      for (const look of this.#waiting.splice(0)) look();
    });
    this.send('hello', first, name);
  }

  /** The lines of the others, as `name: text`. */
  get heard(): string[] {
    return this.came
      .filter(({ kind }) => kind === 'said')
      .map(({ text }) => text.replace('\n', ': '));
  }

  get notices(): string[] {
    return this.came.filter(({ kind }) => kind === 'notice').map(({ text }) => text);
  }

  send(kind: Kind, number = 0, text = '', from = this.session): void {
    const message = { kind, from, to: this.#room, number, ack: 0, text };
    this.socket.write(encodeLengthPrefixed(encode(message), LONGEST));
  }

  /** Says a line, without waiting for anything. */
  say(text: string): void {
    this.#said++;
    this.send('text', this.#said, text);
  }

  /** Waits until something holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.socket.destroyed)
        throw new Error(`closed before that; came: ${JSON.stringify(this.came.slice(-5))}`);
      await new Promise<void>((look) => this.#waiting.push(look));
    }
  }

  /** In the room: the list of names has come. */
  async inside(): Promise<this> {
    await this.until(() => this.notices.some((text) => text.startsWith('Na sala: ')));
    return this;
  }

  /** Resolves when the room has closed the connection. */
  async closed(): Promise<void> {
    await this.#closed;
  }

  #hear(message: Message, name: string, first: number): void {
    this.came.push(message);
    if (message.kind !== 'hello' || this.#room !== 0) return;
    this.#room = message.from;
    this.send('hello', first, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.destroy();
    await this.#closed;
  }
}
