import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { showDifference } from './difference.ts';
import { CheckFailure } from './failure.ts';
import { waitFor } from './waiting.ts';

/** Datagrams of which notice is taken: some programs send without end. */
const MOST = 10_000;

/** A datagram and where it came from. */
export interface Datagram {
  readonly bytes: Uint8Array;
  readonly port: number;
}

/** A UDP socket of the checker's on 127.0.0.1: it plays a client, or the server that a client calls. */
export class DatagramPeer implements AsyncDisposable {
  readonly sent: Uint8Array[] = [];
  readonly received: Datagram[] = [];
  readonly #socket: Socket;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  readonly #changed = new EventTarget();
  #taken = 0;

  private constructor(socket: Socket, signal: AbortSignal, patience: number) {
    this.#patience = patience;
    this.#socket = socket;
    this.#signal = signal;
    socket.on('message', (bytes, { port }) => {
      if (this.received.length === MOST) return;
      this.received.push({ bytes, port });
      this.#changed.dispatchEvent(new Event('change'));
    });
    socket.on('error', () => {}); // some systems tell here that nobody is there: the check sees it by the silence
  }

  /**
   * @param signal ends every waiting
   * @param patience ms that the next datagram may take
   * @param port to receive on; 0 takes a free one
   * @throws the system's error (EADDRINUSE) when the port is taken
   */
  static async open(signal: AbortSignal, patience: number, port = 0): Promise<DatagramPeer> {
    const socket = createSocket('udp4');
    socket.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(socket, 'listening');
    return new DatagramPeer(socket, signal, patience);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  send(bytes: Uint8Array, port: number): void {
    this.sent.push(bytes);
    this.#socket.send(bytes, port, '127.0.0.1');
  }

  /**
   * Waits for the next datagram.
   *
   * @returns undefined when none came in time
   */
  async next(ms = this.#patience): Promise<Datagram | undefined> {
    await waitFor(this.#changed, () => this.received.length > this.#taken, this.#signal, ms);
    const datagram = this.received[this.#taken];
    if (datagram !== undefined) this.#taken++;
    return datagram;
  }

  /** Waits until a datagram is there that was not yet taken. @param ended settles when none can come any more */
  async hasMore(ended: Promise<unknown>): Promise<boolean> {
    const isThere = () => this.received.length > this.#taken;
    await Promise.race([waitFor(this.#changed, isThere, this.#signal), ended]);
    return isThere();
  }

  /**
   * Waits for the next datagram, which must be this one.
   *
   * @throws {CheckFailure} no-answer, wrong-answer
   */
  async expect(expected: Uint8Array): Promise<void> {
    const datagram = await this.next();
    if (datagram === undefined) {
      throw new CheckFailure('no-answer', 'Não respondeu a tempo ao datagrama.');
    }
    if (Buffer.compare(datagram.bytes, expected) === 0) return;
    const view = showDifference(expected, datagram.bytes);
    throw new CheckFailure('wrong-answer', 'A resposta está errada.', view);
  }

  /**
   * Waits a short while in which no datagram may come.
   *
   * @throws {CheckFailure} too-much
   */
  async expectNothing(ms = 300): Promise<void> {
    const datagram = await this.next(ms);
    if (datagram === undefined) return;
    const view = showDifference(new Uint8Array(0), datagram.bytes);
    throw new CheckFailure('too-much', 'Veio um datagrama a mais.', view);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
