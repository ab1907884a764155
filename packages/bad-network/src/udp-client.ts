import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Endpoint, formatEndpoint } from '@tomada/utils';
import type { Note } from './event-log.ts';
import { Lane } from './lane.ts';
import { randomStream } from './random.ts';
import type { Direction } from './tcp-events.ts';
import type { UdpEvent } from './udp-events.ts';
import type { UdpFaults } from './udp-faults.ts';

export interface UdpClientOptions {
  readonly client: number;
  readonly address: Endpoint;
  readonly target: Endpoint;
  readonly seed: number;
  readonly toServer: UdpFaults;
  readonly toClient: UdpFaults;
  readonly note: Note<UdpEvent>;
  /** Sends to the client, from the port that the relay listens on. */
  readonly answer: (bytes: Buffer, failed: (error: Error | null) => void) => void;
  /** ms without a datagram after which the client is forgotten. */
  readonly idle: number;
  /** Called as soon as it takes no more datagrams. */
  readonly onForget: () => void;
}

/** An address that sends to a relay, with a socket of its own to the target, so that answers find their way back. */
export class UdpClient {
  readonly #options: UdpClientOptions;
  readonly #toServer: Lane;
  readonly #toClient: Lane;
  readonly #idle: NodeJS.Timeout;
  /** Fulfilled when there is a socket, or none to be had: the target's name may have to be looked up first. */
  readonly #opened: Promise<void>;
  /** What came before there was a socket. */
  readonly #early: Buffer[] = [];
  #socket: Socket | undefined;
  #closed: Promise<void> | undefined;

  constructor(options: UdpClientOptions) {
    const { client, address, seed, note, answer } = options;
    this.#options = options;
    note?.({ event: 'open', client, address: formatEndpoint(address) });
    const lane = (direction: Direction, stream: number, send: (bytes: Buffer) => void) => {
      const random = randomStream(seed, client, stream);
      return new Lane({ client, direction, faults: options[direction], random, note, send });
    };
    this.#toServer = lane('toServer', 0, (bytes) => {
      this.#socket?.send(bytes, (error) => this.#failed('toServer', error));
    });
    this.#toClient = lane('toClient', 1, (bytes) => {
      answer(bytes, (error) => this.#failed('toClient', error));
    });
    this.#idle = setTimeout(() => this.#forgetIfIdle(), options.idle);
    this.#idle.unref();
    this.#opened = this.#open();
  }

  /** Takes a datagram that this client sent. */
  receive(bytes: Buffer): void {
    this.#idle.refresh();
    if (this.#socket) this.#toServer.receive(bytes);
    else this.#early.push(bytes);
  }

  /** Forgets the client and what is held for it; waits until its socket is closed. */
  async close(): Promise<void> {
    this.#closed ??= this.#close();
    await this.#closed;
  }

  async #close(): Promise<void> {
    const { client, note, onForget } = this.#options;
    onForget();
    clearTimeout(this.#idle);
    this.#toServer.close();
    this.#toClient.close();
    await this.#opened;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) await new Promise<void>((resolve) => socket.close(resolve));
    note?.({ event: 'ended', client });
  }

  #forgetIfIdle(): void {
    if (this.#toServer.isHolding || this.#toClient.isHolding) this.#idle.refresh();
    else void this.close();
  }

  async #open(): Promise<void> {
    try {
      this.#socket = await this.#connect();
    } catch (error) {
      // Sound: what Node's lookup and sockets reject with.
      this.#failed('toServer', error as NodeJS.ErrnoException);
      void this.close(); // its next datagram is another try
    }
    if (!this.#closed) for (const bytes of this.#early.splice(0)) this.#toServer.receive(bytes);
  }

  async #connect(): Promise<Socket> {
    const { target } = this.#options;
    const { address } = await lookup(target.host);
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket.on('message', (bytes) => {
      this.#idle.refresh();
      this.#toClient.receive(bytes);
    });
    socket.connect(target.port, address);
    try {
      await once(socket, 'connect');
    } catch (error) {
      socket.close();
      throw error;
    }
    socket.on('error', (error) => this.#failed('toServer', error));
    return socket;
  }

  #failed(direction: Direction, error: NodeJS.ErrnoException | null): void {
    const { client, note } = this.#options;
    if (!error || this.#closed) return;
    note?.({ event: 'failed', client, direction, code: error.code ?? error.message });
  }
}
