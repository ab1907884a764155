import { expect, test } from 'vitest';
import { Chat, numbered, protocols } from './chats.ts';

/** TCP connections of this process: two sockets each, as both ends are here. */
const sockets = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

/** How often: many times in `pnpm test:soak`, enough here. */
const TIMES = Number(process.env.CHAT_MEETINGS ?? 20);

test.each(protocols)(
  '%s: both call at the same moment, one conversation comes of it',
  { timeout: 120_000 },
  async (p) => {
    const before = sockets();
    for (let turn = 0; turn < TIMES; turn++) {
      await using ana = await Chat.open('Ana', p);
      await using bia = await Chat.open('Bia', p);
      ana.call(bia.port);
      bia.call(ana.port);
      for (let n = 1; n <= 5; n++) {
        await ana.conversation.sender.say(`de Ana ${n}`);
        await bia.conversation.sender.say(`de Bia ${n}`);
      }
      await ana.until(() => ana.heard.length === 5);
      await bia.until(() => bia.heard.length === 5);
      expect([ana.heard, bia.heard]).toEqual([numbered(5, 'de Bia'), numbered(5, 'de Ana')]);
      expect([ana.met, bia.met]).toEqual([['Bia'], ['Ana']]);
      if (p === 'tcp')
        await expect.poll(sockets, { timeout: 10_000, interval: 5 }).toBe(before + 2);
    }
  },
);
