import { once } from 'node:events';
import { connect } from 'node:net';
import { TcpProxy } from '@tomada/bad-network';
import { Conversation } from './conversation.ts';
import { DatagramPeer } from './datagram-peer.ts';
import { CheckFailure } from './failure.ts';
import { type Tools, tellConversation, tellDatagrams } from './log.ts';
import { type NetworkFault, toTcpFaults } from './network-fault.ts';

/** How many connections a check may have open: fewer than the smallest backlog that a right program may have. */
const MOST_OPEN = 4;
/** How many conversations a log tells. */
const MOST_TOLD = 4;

/** What a session is made of. */
export interface ServerAttempt {
  /** Where the program listens. */
  readonly port: number;
  /** The port of the commands in the log. */
  readonly shownPort: number;
  /** The program takes no other port, and may have to be started on it again. */
  readonly isDefault: boolean;
  /** Comes when the check's time is over. */
  readonly signal: AbortSignal;
  /** ms that an answer may take to begin or to go on. */
  readonly patience: number;
  readonly tools: Tools;
}

/** What one check of a server has in its hands; all that it opened is closed at its end. */
export class ServerSession implements AsyncDisposable {
  /** Where the program listens. */
  readonly port: number;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  readonly #opened: AsyncDisposable[] = [];
  readonly #logs: (() => string[])[] = [];
  readonly #tools: Tools;
  readonly #shownPort: number;
  readonly #sparedPort: number | undefined;
  #open = 0;

  constructor({ port, shownPort, isDefault, signal, patience, tools }: ServerAttempt) {
    this.#patience = patience;
    this.port = port;
    this.#shownPort = shownPort;
    this.#sparedPort = isDefault ? port : undefined;
    this.#signal = signal;
    this.#tools = tools;
  }

  /**
   * Opens a connection to the program; at most 4 at once.
   *
   * @param fault what the network between does
   * @throws {CheckFailure} refused
   */
  async connect(fault?: NetworkFault): Promise<Conversation> {
    if (this.#open === MOST_OPEN)
      throw new Error(`a check opens more than ${MOST_OPEN} connections`);
    const port = fault === undefined ? this.port : await this.#openNetwork(fault);
    this.#open++;
    const connection = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    connection.once('close', () => this.#open--);
    connection.on('error', () => {}); // the conversation listens as well
    try {
      await once(connection, 'connect', { signal: this.#signal });
    } catch (error) {
      connection.destroy();
      throw cannotConnect(error, this.port);
    }
    const conversation = new Conversation(
      connection,
      this.#signal,
      'server',
      this.#patience,
      this.#sparedPort,
    );
    this.#opened.push(conversation);
    this.#logs.push(() =>
      tellConversation(conversation.record, this.#shownPort, this.#tools, fault),
    );
    return conversation;
  }

  /** A UDP socket that talks to the program: send to `port`. */
  async openDatagrams(): Promise<DatagramPeer> {
    const peer = await DatagramPeer.open(this.#signal, this.#patience);
    this.#opened.push(peer);
    const received = () => peer.received.map(({ bytes }) => bytes);
    this.#logs.push(() => tellDatagrams(peer.sent, received(), this.#shownPort, this.#tools));
    return peer;
  }

  /** How the conversations so far are had by hand. */
  get log(): string[] {
    const earlier = this.#logs.length - MOST_TOLD;
    const last = this.#logs.slice(-MOST_TOLD).flatMap((tell) => tell());
    return earlier > 0 ? [`# antes destas, mais ${earlier} conversas`, ...last] : last;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const opened of this.#opened.reverse()) await opened[Symbol.asyncDispose]();
  }

  async #openNetwork(fault: NetworkFault): Promise<number> {
    const faults = toTcpFaults(fault);
    const proxy = await TcpProxy.listen({
      target: { host: '127.0.0.1', port: this.port },
      toServer: faults,
      toClient: faults.chunk === undefined ? {} : { chunk: faults.chunk },
      recordEvents: false,
      seed: 1,
    });
    this.#opened.push(proxy);
    return proxy.port;
  }
}

function cannotConnect(error: unknown, port: number): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') {
    return new CheckFailure('refused', `Ninguém atende na porta ${port} (ECONNREFUSED).`);
  }
  if (code === 'ABORT_ERR') {
    return new CheckFailure('refused', `A porta ${port} não aceitou a conexão a tempo.`);
  }
  if (code === 'ECONNRESET') {
    return new CheckFailure('reset', `A porta ${port} cortou a conexão (ECONNRESET).`);
  }
  return error instanceof Error ? error : new Error(String(error));
}
