import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TcpEvent } from './index.ts';

/** An event of one name, with the fields that this one has. */
export type Named<Name extends TcpEvent['event']> = TcpEvent extends infer Event
  ? Event extends { readonly event: infer Names }
    ? Name extends Names
      ? Event & { readonly event: Name }
      : never
    : never
  : never;

/** The events of one name, in their order. */
export function named<Name extends TcpEvent['event']>(
  events: readonly TcpEvent[],
  name: Name,
): Named<Name>[] {
  // Sound: the name decides which event it is.
  return events.filter(({ event }) => event === name) as Named<Name>[];
}

/** Waits until an event comes that fits; made for `onEvent`. */
export class Watch<Event> {
  readonly seen: Event[] = [];
  readonly #waiting: { fits: (event: Event) => boolean; found: (event: Event) => void }[] = [];

  readonly tell = (event: Event): void => {
    this.seen.push(event);
    for (const { fits, found } of this.#waiting) if (fits(event)) found(event);
  };

  until(fits: (event: Event) => boolean): Promise<Event> {
    const before = this.seen.find(fits);
    if (before) return Promise.resolve(before);
    return new Promise((found) => this.#waiting.push({ fits, found }));
  }
}

/** How a connection ended, as its socket saw it: all bytes, and the code of its error. */
export interface Outcome {
  readonly bytes: Buffer;
  readonly code: string | undefined;
  readonly sawEnd: boolean;
  readonly reads: number;
}

/** Reads to the end of the stream or to an error; the own side stays as it is. */
export function outcome(socket: Socket): Promise<Outcome> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const done = (sawEnd: boolean, code?: string) =>
      resolve({ bytes: Buffer.concat(pieces), code, sawEnd, reads: pieces.length });
    socket.on('data', (piece) => pieces.push(piece));
    socket.once('end', () => done(true));
    socket.on('error', (error: NodeJS.ErrnoException) => done(false, error.code));
    socket.once('close', () => done(false));
  });
}

/** A server whose connections a test takes one by one. */
export class Target implements AsyncDisposable {
  readonly #server: Server;
  readonly #accepted: Socket[] = [];
  readonly #all = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      socket.on('error', () => {});
      this.#accepted.push(socket);
      this.#all.add(socket);
    });
  }

  static async listen(port = 0, pauseOnConnect = false): Promise<Target> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect });
    const target = new Target(server);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return target;
  }

  get endpoint(): { host: string; port: number } {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return { host: address.address, port: address.port };
  }

  /** The next connection that comes or has come. */
  async accept(): Promise<Socket> {
    for (;;) {
      const socket = this.#accepted.shift();
      if (socket) return socket;
      await once(this.#server, 'connection');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#all) socket.destroy();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  await using target = await Target.listen();
  return target.endpoint.port;
}

/** Connects without waiting; the other end of it is whoever listens. */
export function dial(port: number): Socket {
  const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
  socket.on('error', () => {});
  return socket;
}
