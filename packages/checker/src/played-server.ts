import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { TcpProxy } from '@tomada/bad-network';
import { close, listen } from '@tomada/utils';
import { Conversation, type ConversationRecord } from './conversation.ts';
import { type NetworkFault, toTcpFaults } from './network-fault.ts';

const HOST = '127.0.0.1';
/** ms between the end of a client and the news of the connection that it made just before. */
const LAST_CALL = 200;

/** A TCP server that the checker plays for one client. */
export class PlayedServer implements AsyncDisposable {
  /** Where the client finds it: the bad network's port where there is one. */
  readonly port: number;
  readonly #server: Server;
  readonly #proxy: TcpProxy | undefined;
  readonly #signal: AbortSignal;
  readonly #first: Promise<Socket>;
  #conversation: Conversation | undefined;

  private constructor(
    server: Server,
    first: Promise<Socket>,
    port: number,
    signal: AbortSignal,
    proxy?: TcpProxy,
  ) {
    this.#server = server;
    this.#first = first;
    this.port = port;
    this.#signal = signal;
    this.#proxy = proxy;
  }

  /** @param port 0 takes a free one */
  static async listen(
    signal: AbortSignal,
    port: number,
    fault?: NetworkFault,
  ): Promise<PlayedServer> {
    const server = createServer({ allowHalfOpen: true });
    server.on('connection', (connection) => connection.on('error', () => {}));
    const first = once(server, 'connection').then(([connection]) => connection as Socket); // what the event gives
    const own = portOf(await listen(server, { host: HOST, port: fault === undefined ? port : 0 }));
    if (fault === undefined) return new PlayedServer(server, first, own, signal);
    try {
      const proxy = await TcpProxy.listen({
        listen: { host: HOST, port },
        target: { host: HOST, port: own },
        toClient: toTcpFaults(fault),
        recordEvents: false,
        seed: 1,
      });
      return new PlayedServer(server, first, proxy.port, signal, proxy);
    } catch (error) {
      await close(server);
      throw error;
    }
  }

  /** Waits for the client. @param ended settles when it cannot come any more; then undefined is given */
  async accept(ended: Promise<unknown>): Promise<Conversation | undefined> {
    const gone = ended.then(() => new Promise<void>((resolve) => setTimeout(resolve, LAST_CALL)));
    const connection = await Promise.race([this.#first, gone]);
    if (connection === undefined) return undefined;
    this.#conversation = new Conversation(connection, this.#signal, 'client');
    return this.#conversation;
  }

  get record(): ConversationRecord | undefined {
    return this.#conversation?.record;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#conversation?.[Symbol.asyncDispose]();
    await this.#proxy?.close();
    await close(this.#server);
  }
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}
