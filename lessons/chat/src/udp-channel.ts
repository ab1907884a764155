// #region udp-channel-open
/**
 * O canal UDP: um socket só, que envia e recebe datagramas. Não há conexão: o
 * caminho até o outro lado é o endereço de onde veio o olá dele.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { type Endpoint, formatEndpoint } from '@tomada/utils';
import type { Channel, Route } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { WINDOW } from './delivery.ts';
import { decode, FormatError } from './message.ts';

export class UdpChannel implements Channel {
  readonly window = WINDOW;
  readonly repeats = true;
  readonly mayCall: boolean;
  route: Route | undefined;
  readonly #conversation: Conversation;
  readonly #target: Endpoint;
  readonly #socket;
  #lastSend: Promise<void> | undefined;

  /** @param target a quem chamar: um endereço, não um nome; na porta 0, ninguém */
  constructor(conversation: Conversation, target: Endpoint) {
    this.#conversation = conversation;
    this.#target = target;
    this.mayCall = target.port !== 0;
    this.#socket = createSocket(isIPv6(target.host) ? 'udp6' : 'udp4');
  }

  /** Toma a porta e diz onde escuta. */
  async listen({ host, port }: Endpoint): Promise<string> {
    this.#socket.bind({ address: host, port, exclusive: true });
    await once(this.#socket, 'listening');
    this.#socket.on('message', (bytes, peer) =>
      this.#receive(bytes, { host: peer.address, port: peer.port }),
    );
    // O Windows conta aqui que o outro lado se foi: disso cuida o silêncio.
    this.#socket.on('error', () => {});
    const own = this.#socket.address();
    return formatEndpoint({ host: own.address, port: own.port });
  }
  // #endregion udp-channel-open

  // #region udp-channel-send
  /** O caminho até um endereço. */
  #routeTo({ host, port }: Endpoint): Route {
    return {
      name: formatEndpoint({ host, port }),
      send: (bytes) => {
        if (port === 0) return; // Não quer resposta (RFC 768).
        this.#lastSend = new Promise((sent) => {
          this.#socket.send(bytes, port, host, (error) => {
            if (error) this.#conversation.callFailed(error);
            sent();
          });
        });
      },
    };
  }

  call(): void {
    const target = this.#routeTo(this.#target);
    target.send(this.#conversation.hello());
    // O olá dele veio de outro endereço? Chama também lá.
    if (this.route && this.route.name !== target.name)
      this.route.send(this.#conversation.hello());
  }

  use(route: Route): 'same' | 'new' {
    const isSame = route.name === this.route?.name;
    this.route = route;
    return isSame ? 'same' : 'new';
  }
  // #endregion udp-channel-send

  // #region udp-channel-receive
  /** Um datagrama é uma mensagem inteira. */
  #receive(bytes: Buffer, from: Endpoint): void {
    try {
      this.#conversation.receive(decode(bytes), this.#routeTo(from));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      const { host, port } = this.#target;
      const isCalled = from.host === host && from.port === port;
      const where = formatEndpoint(from);
      this.#conversation.misheard(where, error.message, isCalled);
    }
  }
  // #endregion udp-channel-receive

  // #region udp-channel-close
  // Sem conexão, não há o que desfazer.
  hangUp(): void {}
  drop(): void {}

  async close(): Promise<void> {
    await this.#lastSend; // A despedida ainda está na fila do Node.
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}
// #endregion udp-channel-close
