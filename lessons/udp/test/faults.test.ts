import { UdpRelay } from '@tomada/bad-network';
import { lessonScript, run, start, UdpPeer } from '@tomada/testing';
import { expect, test } from 'vitest';

test('faults/waits-for-ever: a lost datagram, and it waits until Ctrl-C', async () => {
  await using deaf = await UdpPeer.open();
  const args = ['--port', String(deaf.port), 'oi'];
  await using client = start(lessonScript('udp', 'fault:waits-for-ever'), args);
  expect((await deaf.take()).bytes.toString()).toBe('oi');
  expect(await client.interrupt()).toMatchObject({ code: 0, stderr: '' });
});

test('faults/any-answer: a repeated answer is taken for that of the next question', async () => {
  await using server = start(lessonScript('udp', 'start'), ['--port', '0']);
  const port = await server.listening();
  const ask = (to: number) =>
    run(lessonScript('udp', 'fault:any-answer'), ['--port', String(to), 'um', 'dois']);
  expect((await ask(port)).stdout).toBe('um → UM\ndois → DOIS\n');
  await using relay = await UdpRelay.listen({
    target: { host: '127.0.0.1', port },
    toClient: { repeat: { datagrams: [1] } },
  });
  expect((await ask(relay.port)).stdout).toBe('um → UM\ndois → UM\n');
});
