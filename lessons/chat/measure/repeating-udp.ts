/** UDP com repetição: a própria conversa do chat, no seu canal UDP, sem o teclado e sem a tela. */
import { once } from 'node:events';
import { Conversation } from '../src/conversation.ts';
import type { Message } from '../src/message.ts';
import { UdpChannel } from '../src/udp-channel.ts';
import { now } from './clock.ts';
import type { Arrival } from './count.ts';
import type { Ends } from './end.ts';
import { numberOf, sendAtPace, textOf } from './pace.ts';

/** ms: ninguém desiste de ninguém durante uma medida. */
const SILENCE = 600_000;
const NOBODY = { host: '127.0.0.1', port: 0 };

/** Uma conversa que anota os datagramas de texto que chegam, também os que ela joga fora. */
class WatchedConversation extends Conversation {
  readonly #seen = new Set<number>();
  duplicates = 0;

  override receive(...[message, route]: Parameters<Conversation['receive']>): void {
    if (isText(message)) {
      if (this.#seen.has(message.number)) this.duplicates++;
      this.#seen.add(message.number);
    }
    super.receive(message, route);
  }
}

function isText({ kind }: Message): boolean {
  return kind === 'text';
}

export const repeatingUdp: Ends = {
  async receive(host) {
    const conversation = new WatchedConversation('Bia', SILENCE);
    const arrivals: Arrival[] = [];
    conversation.on('line', (_, text) => arrivals.push([numberOf(text), now()]));
    const channel = new UdpChannel(conversation, NOBODY);
    const where = await channel.listen({ host, port: 0 });
    conversation.start(channel);
    return {
      port: Number(where.split(':').at(-1)),
      get count() {
        return arrivals.length;
      },
      take: () => ({ arrivals, duplicates: conversation.duplicates }),
      close: () => conversation.quit(),
    };
  },

  sender({ to, size, ...pace }) {
    const conversation = new Conversation('Ana', SILENCE);
    return {
      async send() {
        const startedAt = now();
        const channel = new UdpChannel(conversation, to);
        await channel.listen({ host: '0.0.0.0', port: 0 });
        const reached = once(conversation, 'reached');
        conversation.start(channel);
        await reached;
        const openedAt = now();
        const said: Promise<void>[] = [];
        const sentAt = await sendAtPace(pace, (number) =>
          said.push(conversation.sender.say(textOf(number, size))),
        );
        await Promise.all(said);
        return { startedAt, openedAt, sentAt };
      },
      close: () => conversation.quit(),
    };
  },
};
