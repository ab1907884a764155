import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { close, listen } from './index.ts';

describe('listen and close', () => {
  test('port 0: the real address is given, in brackets for IPv6', async () => {
    const server = createServer();
    expect(await listen(server, { host: '127.0.0.1', port: 0 })).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
    await close(server);
    const six = createServer();
    expect(await listen(six, { host: '::1', port: 0 })).toMatch(/^\[::1\]:[1-9]\d*$/);
    await close(six);
  });

  test('a taken port: rejects with the system error', async () => {
    const first = createServer();
    const port = Number((await listen(first, { host: '127.0.0.1', port: 0 })).split(':')[1]);
    await expect(listen(createServer(), { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
    await close(first);
  });

  test('close with an open connection: both sides end and the port is free', async () => {
    const server = createServer();
    const port = Number((await listen(server, { host: '127.0.0.1', port: 0 })).split(':')[1]);
    const accepted = once(server, 'connection');
    const client = connect({ host: '127.0.0.1', port }).on('error', () => {});
    await accepted;
    const ended = once(client, 'close');
    client.resume();
    await close(server);
    await ended;
    const again = createServer();
    await listen(again, { host: '127.0.0.1', port });
    await close(again);
  });

  test('close of a server that does not listen: nothing happens', async () => {
    await close(createServer());
  });
});
