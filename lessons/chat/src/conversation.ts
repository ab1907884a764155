// #region conversation-events
/**
 * Uma conversa: quem é o outro lado, o que dizer a ele e o que fazer com o que
 * ele diz. Não sabe se os bytes vão por TCP ou por UDP: isso é do canal.
 */
import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Channel, Route } from './channel.ts';
import { Inbox } from './delivery.ts';
import { LineSender } from './line-sender.ts';
import { encode, type Kind, type Message, shortName } from './message.ts';
import { PeerMachine } from './peer-machine.ts';

interface Events {
  /** Em conversa. `again`: é o mesmo programa de antes, que voltou. */
  reached: [name: string, again: boolean];
  line: [name: string, text: string];
  /** Mais linhas minhas chegaram a ele. */
  confirmed: [];
  /** A primeira chamada de uma série que não deu certo. */
  failed: [error: unknown];
  /** Não era mensagem. `called`: era quem eu chamei, sem nunca o encontrar. */
  wrong: [where: string, reason: string, called: boolean];
  /** O endereço chamado é o deste mesmo programa. */
  myself: [];
  lost: [name: string];
  silent: [name: string];
  left: [name: string];
  pong: [ms: number];
  /** Só em uma sala: um aviso dela, e o que se disse antes de eu entrar. */
  notice: [text: string];
  earlier: [name: string, text: string];
}

/** O outro lado não quis conversa; a mensagem diz por quê. */
export class RefusedError extends Error {}
// #endregion conversation-events

// #region conversation-start
export class Conversation extends EventEmitter<Events> {
  readonly session = randomInt(1, 2 ** 32);
  readonly name: string;
  peer = { session: 0, name: '' };
  readonly machine: PeerMachine;
  readonly sender = new LineSender((number, text) =>
    this.#send('text', number, text),
  );
  readonly #inbox = new Inbox();
  readonly #silence: number;
  #channel: Channel | undefined;
  #beat: NodeJS.Timeout | undefined;
  #heardAt = 0;
  /** Por que a última chamada falhou. */
  lastError: unknown;
  /** Se quem lê já sabe que não estamos em conversa. */
  #isToldApart = false;

  /** @param silence depois de quantos ms calado o outro lado não responde */
  constructor(name: string, silence: number) {
    super();
    this.name = name;
    this.#silence = silence;
    this.machine = new PeerMachine(
      () => this.#channel?.call(),
      () => this.callFailed(),
    );
  }

  /** O endereço de quem está do outro lado. */
  get where(): string {
    return this.#channel?.route?.name ?? '';
  }

  /** Começa a chamar por um canal. */
  start(channel: Channel): void {
    this.#channel = channel;
    this.machine.mayCall = channel.mayCall;
    this.#beat = setInterval(() => this.#checkSilence(), this.#silence / 10);
    this.machine.fire('call');
  }

  /** O olá leva o meu nome e o número da primeira linha que ainda devo. */
  hello(to = 0): Buffer {
    return this.#encode('hello', this.sender.outbox.first, this.name, to);
  }

  #encode(kind: Kind, number = 0, text = '', to = this.peer.session): Buffer {
    const isToPeer = to === this.peer.session;
    const ack = isToPeer ? this.#inbox.last : 0;
    return encode({ kind, from: this.session, to, number, ack, text });
  }

  #send(kind: Kind, number?: number, text?: string): void {
    this.#channel?.route?.send(this.#encode(kind, number, text));
  }
  // #endregion conversation-start

  // #region conversation-greet
  /** Chegou uma mensagem inteira por este caminho. */
  receive(message: Message, route: Route): void {
    const { kind, from, to, text } = message;
    if (kind === 'hello') this.#greet(message, route);
    else if (to !== this.session)
      return; // É de outra conversa.
    else if (kind === 'refused') this.callFailed(new RefusedError(text));
    else if (from === this.peer.session) this.#hear(message);
    // Ele me conhece e eu não o conheço: o olá dele se perdeu no caminho.
    else if (this.machine.state !== 'together') route.send(this.hello());
  }

  #greet({ from, to, number, ack, text }: Message, route: Route): void {
    const { state } = this.machine;
    if (state === 'left' || !this.#channel) return;
    if (from === this.session) {
      this.emit('myself');
      return;
    }
    const isOther = from !== this.peer.session;
    const isElsewhere = route.name !== this.#channel.route?.name;
    if (state === 'together' && isOther && isElsewhere) {
      const reason = `já está em conversa com ${this.peer.name}`;
      route.send(this.#encode('refused', 0, reason, from));
      return;
    }
    if (to !== this.session) {
      route.send(this.hello(from)); // Ele ainda não me conhece.
      return;
    }
    const change = this.#channel.use(route, from);
    if (change === 'rejected') return;
    this.#heardAt = performance.now();
    if (isOther) {
      this.peer = { session: from, name: shortName(text) };
      this.#inbox.restart(number);
      this.#said = 0;
    } else this.#confirm(ack);
    const isBack = this.machine.fire('reached');
    if (isOther || isBack) this.#reached(!isOther);
    if (isOther || change === 'new') route.send(this.hello(from));
    if (isOther || isBack || change === 'new') this.sender.start(this.#channel);
  }

  #reached(again: boolean): void {
    this.#isToldApart = false;
    this.lastError = undefined;
    this.emit('reached', this.peer.name, again);
  }
  // #endregion conversation-greet

  // #region conversation-hear
  #hear({ kind, number, ack, text }: Message): void {
    this.#heardAt = performance.now();
    this.#confirm(ack);
    if (kind === 'bye') {
      this.#partWays();
      return;
    }
    if (this.machine.fire('reached') && this.#channel) {
      this.#reached(true);
      this.sender.start(this.#channel);
    }
    if (kind === 'text') {
      const lines = this.#inbox.take(number, text);
      this.#send('ack');
      for (const line of lines) this.emit('line', this.peer.name, line);
    } else if (kind === 'ping') this.#send('pong', number);
    else if (kind === 'pong') this.#hearPong(number);
    else this.#hearRoom(kind, number, text);
  }

  /** Toda mensagem diz até que linha minha o outro lado tem. */
  #confirm(ack: number): void {
    if (this.sender.confirm(ack)) this.emit('confirmed');
  }
  // #endregion conversation-hear

  // #region conversation-trouble
  /** A chamada não deu certo; uma das próximas talvez dê. */
  callFailed(error?: unknown): void {
    if (!this.machine.fire('failed')) return;
    this.#channel?.hangUp();
    this.lastError = error;
    if (!this.#isToldApart) this.emit('failed', error);
    this.#isToldApart = true;
  }

  /** Chegou o que não é mensagem; de quem já conheço, é só um estrago. */
  misheard(where: string, reason: string, isCalled: boolean): void {
    const isStranger = this.peer.session === 0;
    this.emit('wrong', where, reason, isCalled && isStranger);
  }

  /** O canal perdeu o último caminho. */
  channelLost(): void {
    if (!this.machine.fire('lost')) return;
    this.sender.stop();
    this.#isToldApart = true;
    this.emit('lost', this.peer.name);
  }

  /** Faz uma pergunta a quem se cala; de quem não responde, desiste. */
  #checkSilence(): void {
    const quiet = performance.now() - this.#heardAt;
    if (this.machine.state !== 'together') return;
    if (quiet < this.#silence) {
      if (quiet > this.#silence / 3) this.#send('ping');
      return;
    }
    this.machine.fire('silence');
    this.sender.stop();
    this.#channel?.drop();
    this.#isToldApart = true;
    this.emit('silent', this.peer.name);
  }
  // #endregion conversation-trouble

  // #region conversation-quit
  /** Ele se despediu. O que não foi confirmado fica para quem vier depois. */
  #partWays(): void {
    const { name } = this.peer;
    this.peer = { session: 0, name: '' };
    this.sender.stop();
    this.#channel?.drop();
    this.#isToldApart = true;
    if (this.machine.fire('bye')) this.emit('left', name);
  }

  /** Despede-se e fecha tudo. */
  async quit(): Promise<void> {
    if (this.machine.state === 'together') this.#send('bye');
    this.machine.fire('quit');
    this.sender.stop();
    clearInterval(this.#beat);
    await this.#channel?.close();
  }
  // #endregion conversation-quit

  // #region conversation-ping
  #pings = 0;
  #pingedAt = 0;

  /** Mede a ida e a volta; o resultado é o evento `pong`. */
  ping(): void {
    this.#pings++;
    this.#pingedAt = performance.now();
    this.#send('ping', this.#pings);
  }

  #hearPong(number: number): void {
    if (number !== this.#pings || this.#pingedAt === 0) return;
    this.emit('pong', performance.now() - this.#pingedAt);
    this.#pingedAt = 0;
  }
  // #endregion conversation-ping

  // #region conversation-room
  #said = 0;

  /** Pergunta à sala quem está nela; a resposta vem como aviso. */
  who(): void {
    this.#send('who');
  }

  /** O que só uma sala diz. */
  #hearRoom(kind: Kind, number: number, text: string): void {
    if (kind === 'notice') this.emit('notice', text);
    if (kind !== 'said' && kind !== 'earlier') return;
    if (number <= this.#said) return; // Já ouvi, antes de a conexão cair.
    this.#said = number;
    const end = text.indexOf('\n');
    const event = kind === 'said' ? 'line' : 'earlier';
    this.emit(event, text.slice(0, end), text.slice(end + 1));
  }
}
// #endregion conversation-room
