import { createServer, type Server } from 'node:net';
import { close, listen } from '@tomada/utils';
import { EventLog } from './event-log.ts';
import { type CommonOptions, checkCommon, LOOPBACK } from './options.ts';
import { randomSeed } from './random.ts';
import { SOCKET_OPTIONS, TcpConnection } from './tcp-connection.ts';
import type { TcpEvent } from './tcp-events.ts';
import { checkTcpFaults, type TcpFaults } from './tcp-faults.ts';

export type TcpProxyOptions = CommonOptions<TcpFaults, TcpEvent>;

/**
 * Stands between TCP clients and a server and does to their bytes what it is told, repeatably. Without faults all is
 * passed on as it comes: bytes, slowness (a side that does not read is not read for), half-close and reset. A target
 * that is not there, or dies, costs its clients their connections (they are reset), never the proxy its life.
 *
 * @example
 * await using proxy = await TcpProxy.listen({
 *   target: { host: '127.0.0.1', port: 8080 },
 *   toServer: { chunk: 1 },
 * });
 * const connection = connect({ host: '127.0.0.1', port: proxy.port });
 */
export class TcpProxy implements AsyncDisposable {
  /** Where it listens, such as `127.0.0.1:40001`. */
  readonly address: string;
  readonly port: number;
  /** Give it to another proxy to have the same decisions again. */
  readonly seed: number;
  readonly #server: Server;
  readonly #connections: Set<TcpConnection>;
  readonly #log: EventLog<TcpEvent>;

  private constructor(
    address: string,
    seed: number,
    server: Server,
    connections: Set<TcpConnection>,
    log: EventLog<TcpEvent>,
  ) {
    this.address = address;
    this.port = Number(address.slice(address.lastIndexOf(':') + 1));
    this.seed = seed;
    this.#server = server;
    this.#connections = connections;
    this.#log = log;
  }

  /**
   * Begins to listen.
   *
   * @throws {FaultError} a fault or a seed that makes no sense
   * @throws the system's error when it cannot listen: EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND…
   */
  static async listen(options: TcpProxyOptions): Promise<TcpProxy> {
    checkCommon(options);
    const { target, toServer = {}, toClient = {}, seed = randomSeed() } = options;
    checkTcpFaults('toServer', toServer);
    checkTcpFaults('toClient', toClient);
    const log = new EventLog<TcpEvent>(options.recordEvents ?? true, options.onEvent);
    const connections = new Set<TcpConnection>();
    let count = 0;
    const server = createServer({ ...SOCKET_OPTIONS, pauseOnConnect: true }, (client) => {
      count++;
      const own = { connection: count, target, seed, toServer, toClient, note: log.note };
      const connection = new TcpConnection(client, own);
      connections.add(connection);
      connection.closed.then(() => connections.delete(connection));
    });
    const address = await listen(server, options.listen ?? LOOPBACK);
    return new TcpProxy(address, seed, server, connections, log);
  }

  /** What it saw and did so far, at most the first 100,000 events; empty with `recordEvents: false`. */
  get events(): readonly TcpEvent[] {
    return this.#log.kept;
  }

  /** How many events came after `events` was full. */
  get eventsNotKept(): number {
    return this.#log.notKept;
  }

  /** How many connections are open now. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Bytes in memory now, of all connections: read and not yet taken by the other side's system. */
  get held(): number {
    return [...this.#connections].reduce((sum, { held }) => sum + held, 0);
  }

  /** Stops listening and ends every connection at once. Waits until all is closed and the port is free. */
  async close(): Promise<void> {
    const open = [...this.#connections];
    for (const connection of open) connection.destroy();
    await Promise.all([close(this.#server), ...open.map(({ closed }) => closed)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
