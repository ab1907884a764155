// #region tcp-channel-connection
/**
 * O canal TCP: escuta e chama. Se os dois chamam ao mesmo tempo, nascem duas
 * conexões; a mesma regra, nos dois lados, diz qual delas fica.
 */
import { connect, createServer, type Socket } from 'node:net';
import {
  close,
  type Endpoint,
  encodeLengthPrefixed,
  formatEndpoint,
  LengthPrefixDecoder,
  listen,
  PeerError,
} from '@tomada/utils';
import type { Channel, Route } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { decode, FormatError, LONGEST } from './message.ts';

/** Uma conexão, e quem a abriu. */
interface Connection extends Route {
  readonly socket: Socket;
  readonly isMine: boolean;
}

/** Conexões que ainda não disseram olá, no máximo, e o prazo delas, em ms. */
const MOST_STRANGERS = 8;
const HELLO_LIMIT = 5_000;
/** Quanto esperar, no fim, por quem não lê, em ms. */
const LAST_LIMIT = 1_000;
// #endregion tcp-channel-connection

// #region tcp-channel-open
export class TcpChannel implements Channel {
  readonly window = Number.POSITIVE_INFINITY;
  readonly repeats = false;
  readonly mayCall: boolean;
  route: Connection | undefined;
  readonly #conversation: Conversation;
  readonly #target: Endpoint;
  readonly #server = createServer((socket) => this.#open(socket, false));
  readonly #connections = new Set<Connection>();

  /** @param target a quem chamar; na porta 0, a ninguém */
  constructor(conversation: Conversation, target: Endpoint) {
    this.#conversation = conversation;
    this.#target = target;
    this.mayCall = target.port !== 0;
  }

  /** Escuta e diz onde. Em uma sala não é preciso: só ela escuta. */
  listen(own: Endpoint): Promise<string> {
    return listen(this.#server, own);
  }

  call(): void {
    this.#open(connect(this.#target), true);
  }

  /** Uma conexão, aberta por mim ou pelo outro lado. */
  #open(socket: Socket, isMine: boolean): void {
    const { remoteAddress: host = '?', remotePort: port = 0 } = socket;
    const connection: Connection = {
      name: formatEndpoint(isMine ? this.#target : { host, port }),
      isMine,
      socket,
      send: (bytes) => {
        if (socket.writable) socket.write(encodeLengthPrefixed(bytes, LONGEST));
      },
    };
    if (!isMine && this.#connections.size > MOST_STRANGERS) socket.destroy();
    this.#connections.add(connection);
    socket.setNoDelay(true);
    socket.setTimeout(HELLO_LIMIT, () => socket.destroy());
    // Quem fecha sem dizer olá não dá erro nenhum.
    let failure: unknown = new PeerError('ERR_EMPTY_ANSWER');
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('close', () => this.#closed(connection, failure));
    if (isMine) socket.once('connect', () => this.#greet(connection));
    else this.#greet(connection);
    this.#read(connection);
  }

  #greet(connection: Connection): void {
    connection.send(this.#conversation.hello());
  }

  /** Corta os bytes em mensagens, como eles vierem. */
  #read(connection: Connection): void {
    const { socket, isMine } = connection;
    const frames = new LengthPrefixDecoder(LONGEST);
    socket.on('data', (piece) => {
      try {
        for (const frame of frames.push(piece))
          this.#conversation.receive(decode(frame), connection);
      } catch (error) {
        // Tamanho absurdo: quem fala outra coisa, como HTTP, cai aqui.
        const reason =
          error instanceof FormatError
            ? error.message
            : 'não fala o protocolo do chat';
        socket.destroy();
        this.#conversation.misheard(connection.name, reason, isMine);
      }
    });
  }
  // #endregion tcp-channel-open

  // #region tcp-channel-choose
  use(route: Route, peerSession: number): 'same' | 'new' | 'rejected' {
    const current = this.route;
    const chosen = [...this.#connections].find((each) => each === route);
    if (chosen === undefined) return 'rejected';
    if (chosen === current) return 'same';
    // Fica a conexão aberta por quem tem o menor número de sessão.
    const isMineBetter = this.#conversation.session < peerSession;
    const isCrossed = current !== undefined && current.isMine !== chosen.isMine;
    if (current && isCrossed && chosen.isMine !== isMineBetter) {
      // Se a que fica já tiver morrido do lado de lá, isto o mostra logo.
      this.#greet(current);
      chosen.socket.end();
      return 'rejected';
    }
    this.route = chosen;
    chosen.socket.setTimeout(0);
    current?.socket.setTimeout(HELLO_LIMIT);
    current?.socket.end();
    return 'new';
  }
  // #endregion tcp-channel-choose

  // #region tcp-channel-close
  #closed(connection: Connection, failure: unknown): void {
    this.#connections.delete(connection);
    if (this.route === connection) this.route = undefined;
    // Talvez seja a que perdeu, e o olá da outra já esteja a caminho.
    if (this.#connections.size === 0) this.#conversation.channelLost();
    if (connection.isMine) this.#conversation.callFailed(failure);
  }

  hangUp(): void {
    for (const each of this.#connections)
      if (each.isMine && each !== this.route) each.socket.destroy();
  }

  drop(): void {
    for (const { socket } of this.#connections) socket.destroy();
  }

  async close(): Promise<void> {
    for (const { socket } of this.#connections) {
      socket.setTimeout(LAST_LIMIT);
      await new Promise<void>((done) => {
        socket.once('close', () => done());
        socket.end(done); // O adeus ainda precisa sair.
      });
    }
    await close(this.#server);
    this.drop();
  }
}
// #endregion tcp-channel-close
