import type { Channel } from '../src/channel.ts';
import { Conversation } from '../src/conversation.ts';
import { TcpChannel } from '../src/tcp-channel.ts';
import { UdpChannel } from '../src/udp-channel.ts';

export type Protocol = 'tcp' | 'udp';
export const protocols: readonly Protocol[] = ['tcp', 'udp'];

/** ms of silence until a peer does not answer, in tests where that must be seen. */
const SILENCE = 10_000;

/** The engine of one chat, in this very process, with what it heard; closed when it goes out of scope. */
export class Chat implements AsyncDisposable {
  readonly conversation: Conversation;
  readonly heard: string[] = [];
  /** `Conectado a`, and every later return. */
  readonly met: string[] = [];
  readonly port: number;
  readonly #channel: Channel;
  readonly #target: { host: string; port: number };
  readonly #changed = new EventTarget();

  private constructor(
    conversation: Conversation,
    channel: Channel,
    target: { host: string; port: number },
    port: number,
  ) {
    this.conversation = conversation;
    this.#channel = channel;
    this.#target = target;
    this.port = port;
    conversation.on('line', (_, text) => this.heard.push(text));
    conversation.on('reached', (name) => this.met.push(name));
    for (const event of ['line', 'reached', 'confirmed', 'lost', 'silent', 'left'] as const)
      conversation.on(event, () => this.#changed.dispatchEvent(new Event('change')));
  }

  /** Listens on a free port; it calls nobody before `call`. */
  static async open(name: string, protocol: Protocol, silence = SILENCE): Promise<Chat> {
    const conversation = new Conversation(name, silence);
    const target = { host: '127.0.0.1', port: 0 };
    const channel =
      protocol === 'tcp'
        ? new TcpChannel(conversation, target)
        : new UdpChannel(conversation, target);
    const address = await channel.listen({ host: '127.0.0.1', port: 0 });
    const port = Number(address.slice(address.lastIndexOf(':') + 1));
    return new Chat(conversation, channel, target, port);
  }

  /** Begins to call a port of this computer; port 0 is nobody. */
  call(port: number): void {
    this.#target.port = port;
    Object.assign(this.#channel, { mayCall: port !== 0 });
    this.conversation.start(this.#channel);
  }

  /** Waits until something holds, looking again at each event. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds())
      await new Promise((resolve) =>
        this.#changed.addEventListener('change', resolve, { once: true }),
      );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.conversation.quit();
  }
}

/** `linha 1`, `linha 2`… */
export const numbered = (count: number, word = 'linha'): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);
