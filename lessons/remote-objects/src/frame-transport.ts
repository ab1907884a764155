// #region frame-transport-class
/**
 * Por onde a biblioteca fala: ela entrega e recebe textos, e o TCP só tem bytes.
 * O corte é o mesmo da lição: cada texto com o tamanho na frente.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import {
  encodeLengthPrefixed,
  endAndLinger,
  LengthPrefixDecoder,
  PeerError,
} from '@tomada/utils';
import type { RpcTransport } from 'capnweb';

const LONGEST = 65_536;

export class FrameTransport implements RpcTransport {
  readonly #connection: Socket;
  readonly #texts: AsyncIterator<string>;
  #hasEnded = false;
  /** Se ainda cabe mais uma mensagem; senão, a conversa acaba. */
  mayGoOn = () => true;

  constructor(connection: Socket) {
    this.#connection = connection;
    this.#texts = this.#read();
    connection.setNoDelay(true);
  }

  send(message: string): void {
    // A quem já se despediu não se manda mais nada.
    if (this.#hasEnded || !this.#connection.writable) return;
    const bytes = Buffer.from(message);
    this.#connection.write(encodeLengthPrefixed(bytes, LONGEST));
  }
  // #endregion frame-transport-class

  // #region frame-transport-receive
  /** A biblioteca pede uma mensagem por vez: quem não pede não enche a memória. */
  async receive(): Promise<string> {
    if (!this.mayGoOn()) throw new Error('há chamadas demais em andamento');
    if (this.#connection.writableNeedDrain) await this.#drained();
    const { value, done } = await this.#texts.next();
    if (done) throw new PeerError('ECONNRESET');
    return value;
  }

  async *#read(): AsyncGenerator<string, void> {
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    const frames = new LengthPrefixDecoder(LONGEST);
    // Sem isto, o fim do que ele diz derrubaria também o que nós dizemos.
    const pieces = this.#connection.iterator({ destroyOnReturn: false });
    for await (const piece of pieces)
      for (const frame of frames.push(piece)) yield utf8.decode(frame);
    this.#hasEnded = true;
    frames.end();
  }

  /** O outro lado não lê o que enviamos: espera que leia, ou que se vá. */
  async #drained(): Promise<void> {
    const events = ['drain', 'close'] as const;
    await Promise.race(events.map((event) => once(this.#connection, event)));
  }
  // #endregion frame-transport-receive

  // #region frame-transport-abort
  /** A biblioteca desistiu: as últimas palavras saem, e a conexão se fecha. */
  abort(): void {
    if (this.#connection.destroyed) return;
    endAndLinger(this.#connection);
  }
}
// #endregion frame-transport-abort
