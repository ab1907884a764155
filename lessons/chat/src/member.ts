// #region member-start
/** Alguém na sala: a conexão dele, os limites dele e a fila do que vai a ele. */
import type { Socket } from 'node:net';
import {
  encodeLengthPrefixed,
  endAndLinger,
  LengthPrefixDecoder,
} from '@tomada/utils';
import { Inbox } from './delivery.ts';
import {
  decode,
  encode,
  FormatError,
  type Kind,
  LONGEST,
  type Message,
} from './message.ts';

/** Prazos em ms: para o primeiro olá, e para quem se cala de vez. */
const HELLO_LIMIT = 5_000;
const IDLE_LIMIT = 60_000;
/** Quanto pode esperar por quem não lê, em bytes. */
const LONGEST_QUEUE = 65_536;

export class Member {
  readonly socket: Socket;
  readonly #roomSession: number;
  /** 0 enquanto ele não diz quem é. */
  session = 0;
  name = '';
  inbox = new Inbox();
  readonly #rate: number;
  readonly #receive: (message: Message) => void;
  #dropped = 0;

  /**
   * @param roomSession a sessão da sala, que vai em toda mensagem dela
   * @param rate quantas linhas por segundo ele pode dizer
   * @param receive o que fazer com cada mensagem inteira
   */
  constructor(
    socket: Socket,
    roomSession: number,
    rate: number,
    receive: (message: Message, member: Member) => void,
  ) {
    this.socket = socket;
    this.#roomSession = roomSession;
    this.#rate = rate;
    this.#receive = (message) => receive(message, this);
    this.#read();
    socket.setNoDelay(true);
    socket.setTimeout(HELLO_LIMIT, () => socket.destroy());
    socket.on('error', () => {}); // O que importa é o fim, que vem em seguida.
    socket.on('drain', () => this.#tellDropped());
    socket.once('close', () => clearTimeout(this.#timer));
  }

  /** Corta os bytes em mensagens; recusa o que não é mensagem. */
  #read(): void {
    const frames = new LengthPrefixDecoder(LONGEST);
    this.socket.on('data', (piece) => {
      try {
        for (const frame of frames.push(piece))
          this.#backlog.push(decode(frame));
        this.#work();
      } catch (error) {
        const isOurs = error instanceof FormatError;
        this.refuse(isOurs ? error.message : 'não fala o protocolo do chat');
      }
    });
  }

  /** Diz por que não, e encerra a conversa. */
  refuse(reason: string): void {
    this.send('refused', 0, reason);
    endAndLinger(this.socket);
  }

  /** Entrou de vez: agora só o silêncio longo encerra. */
  settle(session: number, name: string): void {
    this.session = session;
    this.name = name;
    this.socket.setTimeout(IDLE_LIMIT);
  }
  // #endregion member-start

  // #region member-send
  /** Envia uma mensagem. Se a fila dele está cheia, ela é descartada. */
  send(kind: Kind, number = 0, text = '', to = this.session): void {
    if (!this.socket.writable) return;
    if (this.socket.writableLength > LONGEST_QUEUE) {
      this.#dropped++;
      return;
    }
    const from = this.#roomSession;
    const ack = this.inbox.last;
    const bytes = encode({ kind, from, to, number, ack, text });
    this.socket.write(encodeLengthPrefixed(bytes, LONGEST));
  }

  /** A fila esvaziou: conta a ele o que perdeu. */
  #tellDropped(): void {
    if (this.#dropped === 0) return;
    const many = this.#dropped > 1;
    const lost = many ? `${this.#dropped} mensagens` : '1 mensagem';
    this.#dropped = 0;
    this.send(
      'notice',
      0,
      `Você leu devagar demais: ${lost} não ${many ? 'couberam' : 'coube'} na sua fila.`,
    );
  }
  // #endregion member-send

  // #region member-rate
  readonly #backlog: Message[] = [];
  #credit = 0;
  #creditAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Trata o que chegou. Quem fala depressa demais espera, e nada se perde. */
  #work(): void {
    for (;;) {
      const [message] = this.#backlog;
      if (message === undefined) break;
      if (message.kind === 'text' && !this.#spend()) {
        this.socket.pause(); // O que ele mandar fica do lado dele.
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.#work();
        }, 1000 / this.#rate);
        return;
      }
      this.#backlog.shift();
      this.#receive(message);
    }
    this.socket.resume();
  }

  /** Gasta o direito a uma linha, se há; dá para juntar dois segundos deles. */
  #spend(): boolean {
    const now = performance.now();
    const earned = ((now - this.#creditAt) / 1000) * this.#rate;
    this.#credit = Math.min(this.#credit + earned, this.#rate * 2);
    this.#creditAt = now;
    if (this.#credit < 1) return false;
    this.#credit--;
    return true;
  }
}
// #endregion member-rate
