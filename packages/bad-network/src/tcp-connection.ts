import { connect, type Socket } from 'node:net';
import { type Endpoint, formatEndpoint } from '@tomada/utils';
import type { Note } from './event-log.ts';
import { MOST_HELD, Pipe, type PipeOptions, RESET_GRACE } from './pipe.ts';
import { randomStream } from './random.ts';
import { reset } from './reset.ts';
import type { TcpEvent } from './tcp-events.ts';
import type { TcpFaults } from './tcp-faults.ts';

/** ms that a side has to close after it was sent a FIN by the fault `close`. */
const CLOSE_GRACE = 1000;

/** What both sockets have in common: writes leave at once, and a FIN closes one direction only. */
export const SOCKET_OPTIONS = {
  allowHalfOpen: true,
  noDelay: true,
  highWaterMark: MOST_HELD,
} as const;

export interface ConnectionOptions {
  readonly connection: number;
  readonly target: Endpoint;
  readonly seed: number;
  readonly toServer: TcpFaults;
  readonly toClient: TcpFaults;
  readonly note: Note<TcpEvent>;
}

/** A client's connection, the one to the target that belongs to it, and both directions between them. */
export class TcpConnection {
  /** Fulfilled when both sockets are closed. */
  readonly closed: Promise<void>;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #options: ConnectionOptions;
  readonly #toServer: Pipe;
  readonly #toClient: Pipe;
  readonly #timers = new Set<NodeJS.Timeout>();
  #isOpen = false;
  #isEnding = false;

  /** @param client a socket that was accepted and is paused */
  constructor(client: Socket, options: ConnectionOptions) {
    const { connection, target, seed, note } = options;
    this.#client = client;
    this.#options = options;
    const { remoteAddress: host = '?', remotePort: port = 0 } = client;
    note?.({ event: 'open', connection, client: formatEndpoint({ host, port }) });
    this.#server = connect({ host: target.host, port: target.port, ...SOCKET_OPTIONS });
    const server = this.#server;
    const endBoth = (fault: 'close' | 'reset') => this.#endBoth(fault);
    const pipe = (own: Pick<PipeOptions, 'direction' | 'from' | 'to'>, stream: number) =>
      new Pipe({
        ...own,
        connection,
        faults: options[own.direction],
        random: randomStream(seed, connection, stream),
        note,
        endBoth,
      });
    this.#toServer = pipe({ direction: 'toServer', from: client, to: server }, 0);
    this.#toClient = pipe({ direction: 'toClient', from: server, to: client }, 1);
    client.on('error', (error) => this.#broke(error, this.#toServer, this.#toClient));
    server.on('error', (error) => this.#broke(error, this.#toClient, this.#toServer));
    server.once('connect', () => this.#start());
    this.closed = Promise.all([closing(client), closing(server)]).then(() => this.#end());
  }

  get held(): number {
    return this.#toServer.held + this.#toClient.held;
  }

  /** Ends everything at once. */
  destroy(): void {
    this.#stop();
    this.#client.destroy();
    this.#server.destroy();
  }

  #start(): void {
    const { connection, note } = this.#options;
    if (this.#client.destroyed) {
      this.destroy();
      return;
    }
    this.#isOpen = true;
    note?.({ event: 'connected', connection });
    this.#toServer.start();
    if (!this.#isEnding) this.#toClient.start();
  }

  #broke(error: NodeJS.ErrnoException, onward: Pipe, back: Pipe): void {
    const { connection, note } = this.#options;
    const code = error.code ?? error.message;
    if (this.#isEnding) return;
    if (this.#isOpen) {
      back.stop();
      onward.senderReset(code);
    } else if (onward === this.#toClient) {
      note?.({ event: 'connect-failed', connection, code });
      reset(this.#client);
    } else this.#server.destroy();
  }

  #endBoth(fault: 'close' | 'reset'): void {
    const written = this.#toServer.sent + this.#toClient.sent > 0;
    this.#stop();
    const sockets = [this.#client, this.#server];
    if (fault === 'close') for (const socket of sockets) this.#closeSide(socket);
    else if (written) this.#afterFlush(() => this.#resetBoth());
    else this.#resetBoth();
  }

  #closeSide(socket: Socket): void {
    if (socket.destroyed) return;
    // Bytes that nobody reads would turn the FIN into an RST.
    socket.resume();
    // Whether it reads what is still on its way or not.
    this.#later(CLOSE_GRACE, () => socket.destroy());
    if (!socket.writableEnded) socket.end();
  }

  /** Waits until the system has taken what was written, and a moment more; not for a peer that does not read. */
  #afterFlush(act: () => void): void {
    this.#later(CLOSE_GRACE, act);
    let left = 2;
    const flushed = () => {
      left--;
      if (left === 0) this.#later(RESET_GRACE, act);
    };
    for (const socket of [this.#client, this.#server]) {
      if (socket.writable && socket.writableLength > 0) socket.write('', flushed);
      else flushed();
    }
  }

  #resetBoth(): void {
    for (const socket of [this.#client, this.#server]) {
      reset(socket);
    }
  }

  #later(ms: number, act: () => void): void {
    this.#timers.add(setTimeout(act, ms));
  }

  #stop(): void {
    this.#isEnding = true;
    this.#toServer.stop();
    this.#toClient.stop();
  }

  #end(): void {
    const { connection, note } = this.#options;
    this.#stop();
    for (const timer of this.#timers) clearTimeout(timer);
    note?.({ event: 'ended', connection });
  }
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}
