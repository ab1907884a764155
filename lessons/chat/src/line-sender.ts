// #region line-sender-start
/** Envia as linhas numeradas, e de novo as que ninguém confirmou. */
import type { Channel } from './channel.ts';
import { Outbox } from './delivery.ts';
import { splitLine } from './message.ts';

/** Tempos, em milissegundos. */
const FIRST_REPEAT = 100;
const LONGEST_REPEAT = 4_000;

export class LineSender {
  readonly outbox = new Outbox();
  readonly #transmit: (number: number, text: string) => void;
  #channel: Channel | undefined;
  #sent = 0;
  #moreRoom: (() => void)[] = [];

  /** @param transmit põe uma linha na rede */
  constructor(transmit: (number: number, text: string) => void) {
    this.#transmit = transmit;
  }

  /** Envia uma linha, ou a guarda até poder. Só espera se a fila encheu. */
  async say(line: string): Promise<void> {
    for (const part of splitLine(line)) {
      while (this.outbox.isFull)
        await new Promise<void>((go) => this.#moreRoom.push(go));
      this.outbox.add(part);
      this.#sendMore();
    }
  }

  /** Há por onde enviar: vai tudo o que não foi confirmado. */
  start(channel: Channel): void {
    this.stop();
    this.#channel = channel;
    this.#sent = 0;
    this.#sendMore();
  }

  /** Não há mais por onde enviar; as linhas ficam. */
  stop(): void {
    this.#channel = undefined;
    this.#stopRepeating();
  }

  /** Envia o que a janela deixa. */
  #sendMore(): void {
    if (!this.#channel) return;
    const { first } = this.outbox;
    this.#sent = Math.max(this.#sent, first - 1);
    while (this.#sent < first - 1 + this.#channel.window) {
      const text = this.outbox.at(this.#sent + 1);
      if (text === undefined) break;
      this.#sent++;
      this.#transmit(this.#sent, text);
    }
    if (this.#channel.repeats && this.outbox.size > 0) this.#repeatLater();
  }

  /** O outro lado tem todas até este número. Diz se isso é novidade. */
  confirm(number: number): boolean {
    if (!this.outbox.confirm(number)) return false;
    this.#stopRepeating();
    this.#sendMore();
    const waiting = this.#moreRoom;
    this.#moreRoom = [];
    for (const go of waiting) go();
    return true;
  }
  // #endregion line-sender-start

  // #region line-sender-repeat
  #timer: NodeJS.Timeout | undefined;
  #repeatAfter = FIRST_REPEAT;

  /** Ninguém confirmou? Envia tudo outra vez, cada vez mais devagar. */
  #repeatLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#repeatAfter = Math.min(this.#repeatAfter * 2, LONGEST_REPEAT);
      this.#sent = 0;
      this.#sendMore();
    }, this.#repeatAfter);
  }

  #stopRepeating(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#repeatAfter = FIRST_REPEAT;
  }
}
// #endregion line-sender-repeat
