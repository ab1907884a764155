import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A datagram that came, and who sent it. */
export interface Datagram {
  readonly bytes: Buffer;
  readonly from: RemoteInfo;
}

/** A test's UDP socket on a free port of 127.0.0.1; closed when it goes out of scope (`await using`). */
export class UdpPeer implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #came: Datagram[] = [];
  readonly #changed = new EventTarget();

  private constructor(
    socket: Socket,
    serve: ((datagram: Datagram, peer: UdpPeer) => void) | undefined,
  ) {
    this.#socket = socket;
    socket.on('error', () => {}); // a test asserts what the program says, not what we feel
    socket.on('message', (bytes, from) => {
      const datagram = { bytes, from };
      this.#came.push(datagram);
      serve?.(datagram, this);
      this.#changed.dispatchEvent(new Event('change'));
    });
  }

  /** @param serve called with each datagram, if this is a server */
  static async open(serve?: (datagram: Datagram, peer: UdpPeer) => void): Promise<UdpPeer> {
    const socket = createSocket('udp4');
    const peer = new UdpPeer(socket, serve);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return peer;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** Every datagram that came and was not taken. */
  get came(): readonly Datagram[] {
    return this.#came;
  }

  /** Sends one datagram; resolves when the system has taken it. */
  async send(bytes: string | Uint8Array, port: number, host = '127.0.0.1'): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(bytes, port, host, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Takes the next datagram, and waits for it. */
  async take(): Promise<Datagram> {
    for (;;) {
      const first = this.#came.shift();
      if (first) return first;
      await new Promise((resolve) =>
        this.#changed.addEventListener('change', resolve, { once: true }),
      );
    }
  }

  /** Sends one datagram and takes the next one that comes. */
  async ask(bytes: string | Uint8Array, port: number): Promise<Buffer> {
    await this.send(bytes, port);
    return (await this.take()).bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}
