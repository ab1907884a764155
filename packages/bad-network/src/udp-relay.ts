import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { formatEndpoint } from '@tomada/utils';
import { EventLog } from './event-log.ts';
import { checkTime } from './fault-error.ts';
import { type CommonOptions, checkCommon, LOOPBACK } from './options.ts';
import { randomSeed } from './random.ts';
import { UdpClient } from './udp-client.ts';
import type { UdpEvent } from './udp-events.ts';
import { checkUdpFaults, type UdpFaults } from './udp-faults.ts';

/** ms */
const IDLE = 60_000;

export interface UdpRelayOptions extends CommonOptions<UdpFaults, UdpEvent> {
  /** ms without a datagram after which a client is forgotten, default a minute. */
  readonly idle?: number | undefined;
}

/**
 * Stands between UDP clients and a server and does to their datagrams what it is told, repeatably. Each client (an
 * address and a port) has a socket of its own to the target, so answers go back to the right one; only what the
 * target sends from that very port counts as an answer. What is not told to be lost is passed on, as far as the
 * systems' buffers do: on a busy computer UDP loses by itself.
 *
 * @example
 * await using relay = await UdpRelay.listen({
 *   target: { host: '127.0.0.1', port: 12000 },
 *   toServer: { loss: { datagrams: [2, 5] } },
 * });
 * socket.send('olá', relay.port, '127.0.0.1');
 */
export class UdpRelay implements AsyncDisposable {
  /** Where it listens, such as `127.0.0.1:40001`. */
  readonly address: string;
  readonly port: number;
  /** Give it to another relay to have the same decisions again. */
  readonly seed: number;
  readonly #socket: Socket;
  readonly #clients = new Map<string, UdpClient>();
  /** Forgotten, and their sockets not yet closed. */
  readonly #leaving = new Set<UdpClient>();
  readonly #log: EventLog<UdpEvent>;
  #count = 0;
  #closed: Promise<unknown> | undefined;

  private constructor(socket: Socket, seed: number, options: UdpRelayOptions) {
    const { address: host, port } = socket.address();
    this.address = formatEndpoint({ host, port });
    this.port = port;
    this.seed = seed;
    this.#socket = socket;
    this.#log = new EventLog<UdpEvent>(options.recordEvents ?? true, options.onEvent);
    socket.on('message', (bytes, { address, port }) => {
      this.#client({ host: address, port }, options).receive(bytes);
    });
    // Some systems tell here that a client is gone; the others and the relay go on.
    socket.on('error', () => {});
  }

  /**
   * Begins to listen.
   *
   * @throws {FaultError} a fault or a seed that makes no sense
   * @throws the system's error when it cannot listen: EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND…
   */
  static async listen(options: UdpRelayOptions): Promise<UdpRelay> {
    checkCommon(options);
    checkUdpFaults('toServer', options.toServer ?? {});
    checkUdpFaults('toClient', options.toClient ?? {});
    checkTime('idle', options.idle);
    const { host, port } = options.listen ?? LOOPBACK;
    const { address } = await lookup(host);
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket.bind({ address, port, exclusive: true });
    await once(socket, 'listening'); // rejects on 'error'
    return new UdpRelay(socket, options.seed ?? randomSeed(), options);
  }

  /** What it saw and did so far, at most the first 100,000 events; empty with `recordEvents: false`. */
  get events(): readonly UdpEvent[] {
    return this.#log.kept;
  }

  /** How many events came after `events` was full. */
  get eventsNotKept(): number {
    return this.#log.notKept;
  }

  /** How many clients it remembers now. */
  get clients(): number {
    return this.#clients.size;
  }

  /** Stops listening and forgets everything that is held. Waits until all sockets are closed. */
  async close(): Promise<void> {
    this.#closed ??= this.#close();
    await this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    const clients = [...this.#clients.values(), ...this.#leaving];
    await Promise.all([closed, ...clients.map((client) => client.close())]);
  }

  #client(address: { host: string; port: number }, options: UdpRelayOptions): UdpClient {
    const key = formatEndpoint(address);
    const known = this.#clients.get(key);
    if (known) return known;
    this.#count++;
    const made = new UdpClient({
      client: this.#count,
      address,
      target: options.target,
      seed: this.seed,
      toServer: options.toServer ?? {},
      toClient: options.toClient ?? {},
      note: this.#log.note,
      answer: (bytes, failed) => {
        if (!this.#closed) this.#socket.send(bytes, address.port, address.host, failed);
      },
      idle: options.idle ?? IDLE,
      onForget: () => this.#forget(key),
    });
    this.#clients.set(key, made);
    return made;
  }

  #forget(key: string): void {
    const client = this.#clients.get(key);
    if (!client) return;
    this.#clients.delete(key);
    this.#leaving.add(client);
    // Not before `close` of the client has begun, or there would be nothing to wait for.
    setImmediate(() => client.close().then(() => this.#leaving.delete(client)));
  }
}
