import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A UDP socket on a free port of 127.0.0.1 whose datagrams a test takes one by one. */
export class Peer implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #came: { readonly text: string; readonly from: RemoteInfo }[] = [];

  private constructor(socket: Socket, answers: ((text: string) => string) | undefined) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('message', (bytes, from) => {
      const text = bytes.toString('latin1');
      this.#came.push({ text, from });
      if (answers) socket.send(Buffer.from(answers(text), 'latin1'), from.port, from.address);
      socket.emit('noted');
    });
  }

  /** @param answers gives the answer to each datagram, if it is a server that answers */
  static async open(answers?: (text: string) => string): Promise<Peer> {
    const socket = createSocket('udp4');
    const peer = new Peer(socket, answers);
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return peer;
  }

  get endpoint(): { host: string; port: number } {
    const { address, port } = this.#socket.address();
    return { host: address, port };
  }

  /** Each text (Latin-1) as a datagram, one after the other. */
  async send(port: number, ...texts: string[]): Promise<void> {
    for (const text of texts) {
      await new Promise<void>((resolve, reject) => {
        this.#socket.send(Buffer.from(text, 'latin1'), port, '127.0.0.1', (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
  }

  /** The next so many datagrams, in the order in which they come. */
  async take(count: number): Promise<string[]> {
    while (this.#came.length < count) await once(this.#socket, 'noted');
    return this.#came.splice(0, count).map(({ text }) => text);
  }

  /** The ports that datagrams not yet taken came from. */
  get senders(): number[] {
    return this.#came.map(({ from }) => from.port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}
