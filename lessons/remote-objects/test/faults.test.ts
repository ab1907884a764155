import { TcpProxy } from '@tomada/bad-network';
import { lessonScript, run, start } from '@tomada/testing';
import { expect, test } from 'vitest';
import { call, converse, frame, frames } from './frames.ts';

const script = (name: string) => lessonScript('remote-objects', name);
const balances = async (port: number) =>
  await converse(port, frames(call(1, 'ana.balance'), call(2, 'bia.balance')));

test('fault:any-method: a private method of the class is called from afar, and toString; constructor ends the server', async () => {
  await using server = start(script('fault:any-method'), ['--port', '0']);
  const port = await server.listening();
  const asked = frames(call(1, 'ana.setTotal', 1_000_000), call(2, 'ana.toString'));
  expect(await converse(port, asked)).toEqual([
    '{"id":1,"result":1000000}',
    '{"id":2,"result":"[object Object]"}',
  ]);
  await converse(port, frame(call(1, 'ana.constructor'))).catch(() => {});
  expect((await server.ended).stderr).toContain('cannot be invoked without');
});

test.each([
  ['without a key: three deposits', [], 300],
  ['with a key: one', ['--key'], 100],
] as const)('fault:call-again, %s', async (_, args, balance) => {
  await using server = start(script('start'), ['--port', '0', '--delay', '60']);
  const port = await server.listening();
  const ended = await run(script('fault:call-again'), ['--port', String(port), ...args]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toMatch(new RegExp(`Sem resposta em 1 s\\.\nSaldo: ${balance}\n$`));
});

test.each([
  ['in two calls: the money is gone', [], 'Saiu da conta de Ana.\n', [70, 0]],
  ['in one call: all or nothing', ['--one-call'], '', [100, 0]],
] as const)('fault:half-transfer, the network dies, %s', async (_, args, stdout, [ana, bia]) => {
  await using server = start(script('start'), ['--port', '0']);
  const port = await server.listening();
  await converse(port, frame(call(1, 'ana.deposit', 100)));
  await using proxy = await TcpProxy.listen({
    target: { host: '127.0.0.1', port },
    toServer: { stall: { after: 70 } },
  });
  const ended = await run(script('fault:half-transfer'), ['--port', String(proxy.port), ...args]);
  expect(ended).toMatchObject({ code: 1, stdout });
  expect(ended.stderr).toContain('(ETIMEDOUT)');
  expect(await balances(port)).toEqual([`{"id":1,"result":${ana}}`, `{"id":2,"result":${bia}}`]);
});

test('fault:in-order: a slow call, and each gets the answer of the other', async () => {
  await using server = start(script('start'), ['--port', '0', '--delay', '0.5']);
  const port = String(await server.listening());
  const ended = await run(script('fault:in-order'), ['--port', port]);
  expect(ended).toEqual({
    code: 0,
    signal: null,
    stderr: '',
    stdout: 'ana.deposit(100) → 0\nbia.balance() → 100\n',
  });
});
