import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Opens a connection to a port of 127.0.0.1, or another of the own addresses, and waits until it is there. */
export async function open(port: number, host = '127.0.0.1'): Promise<Socket> {
  const connection = connect({ host, port, allowHalfOpen: true });
  await once(connection, 'connect');
  return connection;
}

/** Reads all bytes until the peer says that no more come; the own side stays open. Rejects on a reset. */
export async function readAll(connection: Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  // Left to itself, the loop would destroy the whole connection at the peer's half-close.
  for await (const piece of connection.iterator({ destroyOnReturn: false })) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Sends bytes, keeps the own side open, and reads until the server closes its side. */
export async function ask(port: number, bytes: string | Uint8Array): Promise<string> {
  const connection = await open(port);
  connection.write(bytes);
  const answer = await readAll(connection);
  connection.end();
  return answer.toString('utf8');
}

/** A server for a test, on a free port of 127.0.0.1, with all its connections closed at the end. */
export class TestServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  private constructor(serve: (connection: Socket) => void) {
    this.#server = createServer({ allowHalfOpen: true }, (connection) => {
      this.#connections.add(connection);
      connection.on('error', () => {}); // a test asserts what the program says, not what we feel
      serve(connection);
    });
  }

  static async listen(serve: (connection: Socket) => void): Promise<TestServer> {
    const made = new TestServer(serve);
    made.#server.listen(0, '127.0.0.1');
    await once(made.#server, 'listening');
    return made;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
