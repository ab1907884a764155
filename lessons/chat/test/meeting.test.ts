import { TcpProxy, UdpRelay } from '@tomada/bad-network';
import { expect, test } from 'vitest';
import { Chat, numbered, protocols } from './chats.ts';

test.each(protocols)('%s: lines said before the peer is there are kept, in order', async (p) => {
  await using ana = await Chat.open('Ana', p);
  await using bia = await Chat.open('Bia', p);
  ana.call(bia.port);
  for (const line of numbered(900)) await ana.conversation.sender.say(line);
  bia.call(0); // it never calls; it is called
  await bia.until(() => bia.heard.length === 900);
  expect(bia.heard).toEqual(numbered(900));
});

test.each(protocols)(
  '%s: more lines than may wait: saying waits, and nothing is lost',
  async (p) => {
    await using ana = await Chat.open('Ana', p);
    await using bia = await Chat.open('Bia', p);
    let said = 0;
    const all = (async () => {
      for (const line of numbered(2_500)) {
        await ana.conversation.sender.say(line);
        said++;
      }
    })();
    await expect.poll(() => said, { timeout: 10_000 }).toBe(1_000);
    ana.call(bia.port);
    bia.call(ana.port);
    await all;
    await bia.until(() => bia.heard.length === 2_500);
    expect(bia.heard).toEqual(numbered(2_500));
  },
);

test.each(protocols)(
  '%s: the peer restarts: they meet again, unconfirmed lines go to it',
  async (p) => {
    await using ana = await Chat.open('Ana', p, 1_000);
    const first = await Chat.open('Bia', p, 1_000);
    ana.call(first.port);
    first.call(0);
    await ana.conversation.sender.say('um');
    await first.until(() => first.heard.length === 1);
    await first.conversation.quit();
    await ana.until(() => ana.conversation.machine.state !== 'together');
    await ana.conversation.sender.say('dois');

    await using second = await Chat.open('Bia', p, 1_000);
    second.call(ana.port); // another port, so it is Bia who calls
    await second.until(() => second.heard.length === 1);
    expect(second.heard).toEqual(['dois']);
    await second.conversation.sender.say('três');
    await ana.until(() => ana.heard.length === 1);
    expect([ana.met, ana.heard]).toEqual([['Bia', 'Bia'], ['três']]);
  },
);

test('tcp: a third one calls while two are in conversation: refused, with the reason', async () => {
  await using ana = await Chat.open('Ana', 'tcp');
  await using bia = await Chat.open('Bia', 'tcp');
  await using caio = await Chat.open('Caio', 'tcp');
  ana.call(bia.port);
  bia.call(0);
  await ana.until(() => ana.met.length === 1);
  const refused = new Promise((resolve) => caio.conversation.on('failed', resolve));
  caio.call(bia.port);
  expect(String(await refused)).toContain('já está em conversa com Ana');
  await ana.conversation.sender.say('seguimos');
  await bia.until(() => bia.heard.length === 1);
});

const tcpFaults = {
  'byte by byte': { chunk: 1, gap: 0 },
  'reset after 1,000 bytes': { reset: { after: 1_000 } },
  'closed after 500 bytes': { close: { after: 500 } },
  'half-closed after 700 bytes': { halfClose: { after: 700 } },
  'stalled after 600 bytes': { stall: { after: 600 } },
};

test.each(Object.entries(tcpFaults))(
  'tcp, %s: every line once, in order, both ways',
  async (_, faults) => {
    await using ana = await Chat.open('Ana', 'tcp', 500);
    await using bia = await Chat.open('Bia', 'tcp', 500);
    await using proxy = await TcpProxy.listen({
      target: { host: '127.0.0.1', port: bia.port },
      toServer: faults,
      recordEvents: false,
    });
    ana.call(proxy.port);
    bia.call(0);
    for (const line of numbered(60)) await ana.conversation.sender.say(line);
    for (const line of numbered(60)) await bia.conversation.sender.say(line);
    await bia.until(() => bia.heard.length >= 60);
    await ana.until(() => ana.heard.length >= 60);
    await ana.until(() => ana.conversation.sender.outbox.size === 0);
    expect([ana.heard, bia.heard]).toEqual([numbered(60), numbered(60)]);
  },
);

const some = { probability: 0.2 };
const udpFaults = {
  'a fifth lost': { loss: some },
  'a fifth twice': { repeat: some },
  'a fifth out of order': { reorder: some },
  'a fifth changed or cut': { cut: { probability: 0.1 }, cutTo: 10 },
  'all of it together': { loss: some, repeat: some, reorder: some, jitter: 5 },
};

test.each(Object.entries(udpFaults))(
  'udp, %s: every line once, in order, both ways',
  async (_, faults) => {
    await using ana = await Chat.open('Ana', 'udp');
    await using bia = await Chat.open('Bia', 'udp');
    await using relay = await UdpRelay.listen({
      target: { host: '127.0.0.1', port: bia.port },
      toServer: faults,
      toClient: faults,
      seed: 7,
      recordEvents: false,
    });
    ana.call(relay.port);
    bia.call(0);
    for (const line of numbered(150)) await ana.conversation.sender.say(line);
    for (const line of numbered(150)) await bia.conversation.sender.say(line);
    await bia.until(() => bia.heard.length >= 150);
    await ana.until(() => ana.heard.length >= 150);
    expect([ana.heard, bia.heard]).toEqual([numbered(150), numbered(150)]);
  },
);
