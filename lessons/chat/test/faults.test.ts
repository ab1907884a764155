import { TcpProxy, UdpRelay } from '@tomada/bad-network';
import { lessonScript, run, start } from '@tomada/testing';
import { expect, test } from 'vitest';

const LINES = ['um', 'dois', 'três', 'quatro', 'cinco'];

test('fault:bare-chat: the network falls silent, the sender sees five lines sent, the other one has three', async () => {
  const bare = lessonScript('chat', 'fault:bare-chat');
  await using bia = start(bare, ['--local-port', '0']);
  const target = { host: '127.0.0.1', port: await bia.listening() };
  await using proxy = await TcpProxy.listen({ target, toServer: { stall: { after: 11 } } });
  const ana = await run(bare, ['--port', String(proxy.port), ...LINES]);
  expect(ana).toMatchObject({ code: 0, stderr: '' });
  expect(ana.stdout).toBe(LINES.map((line) => `Enviei: ${line}\n`).join(''));
  const ended = await bia.interrupt();
  expect(ended.stdout.match(/Recebi: .*/g)).toEqual(LINES.slice(0, 3).map((x) => `Recebi: ${x}`));
});

test('fault:bare-datagrams: one is lost, one comes twice, one comes late', async () => {
  const bare = lessonScript('chat', 'fault:bare-datagrams');
  await using bia = start(bare, ['--local-port', '0']);
  await using relay = await UdpRelay.listen({
    target: { host: '127.0.0.1', port: await bia.listening() },
    toServer: {
      loss: { datagrams: [2] },
      repeat: { datagrams: [3] },
      reorder: { datagrams: [4] },
    },
  });
  const ana = await run(bare, ['--port', String(relay.port), ...LINES]);
  expect(ana).toMatchObject({ code: 0, stderr: '' });
  await bia.waitFor(/Recebi: quatro\n/);
  expect((await bia.interrupt()).stdout.match(/Recebi: .*/g)).toEqual(
    ['um', 'três', 'três', 'cinco', 'quatro'].map((line) => `Recebi: ${line}`),
  );
});
