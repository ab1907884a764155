import { once } from 'node:events';
import type { Socket } from 'node:net';
import { open, Peer, TestServer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { endAndLinger } from './index.ts';

/** A server that says these last words to whoever has sent a byte, and its side of the connection. */
async function lastWordsServer(lastWords: string | Uint8Array, patience?: number) {
  let accept: (connection: Socket) => void = () => {};
  const accepted = new Promise<Socket>((resolve) => {
    accept = resolve;
  });
  const server = await TestServer.listen((connection) => {
    connection.on('data', () => endAndLinger(connection, lastWords, patience));
    accept(connection);
  });
  return { server, accepted };
}

describe.concurrent('endAndLinger', () => {
  test('a client that goes on sending and reads only then: the last words arrive whole, no reset', async () => {
    const made = await lastWordsServer(Buffer.from('é'.repeat(1_000_000)));
    await using server = made.server;
    const connection = await open(server.port);
    connection.end(Buffer.alloc(20_000_000));
    await once(connection, 'finish');
    await using peer = new Peer(connection);
    expect(await peer.hearAll()).toBe('é'.repeat(1_000_000));
    expect(await peer.closed).toBeUndefined();
  });

  test('a client that closes its side: gone at once, not after 5 seconds', async () => {
    const { server, accepted } = await lastWordsServer('fim');
    await using _server = server;
    await using peer = await Peer.open(server.port);
    const connection = await accepted;
    const since = performance.now();
    await peer.say('x');
    expect(await peer.hearAll()).toBe('fim');
    peer.sayNoMore();
    await once(connection, 'close');
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  test('a client that never closes, and knocks: cut off after 5 seconds', async () => {
    const { server } = await lastWordsServer('fim');
    await using _server = server;
    await using peer = await Peer.open(server.port);
    const since = performance.now();
    const knock = setInterval(() => peer.socket.write('?'), 100);
    expect(await peer.hearAll()).toBe('fim');
    expect(await peer.closed).toMatch(/^(ECONNRESET|EPIPE)$/);
    clearInterval(knock);
    expect(performance.now() - since).toBeGreaterThan(4_000); // of 5 s that began before what was heard
  });

  test('a client that has read all and is silent: it has its 5 seconds, whatever `patience` is', async () => {
    const { server, accepted } = await lastWordsServer('fim', 300);
    await using _server = server;
    await using peer = await Peer.open(server.port);
    const connection = await accepted;
    await peer.say('x');
    expect(await peer.hearAll()).toBe('fim');
    const since = performance.now();
    await once(connection, 'close');
    expect(performance.now() - since).toBeGreaterThan(4_000); // of 5 s that began before what was heard
  });

  test('a client that reads nothing and sends nothing: cut off when the patience is over', async () => {
    const { server, accepted } = await lastWordsServer('x'.repeat(64_000_000), 500);
    await using _server = server;
    const client = await open(server.port);
    client.on('error', () => {}).pause();
    const since = performance.now();
    client.write('x');
    await once(await accepted, 'close');
    client.destroy();
    expect(performance.now() - since).toBeGreaterThan(450);
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  test('a client that reads nothing, though it sends on: cut off when the patience is over', async () => {
    const { server, accepted } = await lastWordsServer('x'.repeat(64_000_000), 500);
    await using _server = server;
    const client = await open(server.port);
    client.on('error', () => {}).pause();
    const since = performance.now();
    const knock = setInterval(() => client.write('?'), 50);
    await once(await accepted, 'close');
    clearInterval(knock);
    client.destroy();
    const lasted = performance.now() - since;
    expect(lasted).toBeGreaterThan(450);
    expect(lasted).toBeLessThan(20_000);
  });

  test('a client that reads slowly, within the patience: it gets every byte', async () => {
    const { server } = await lastWordsServer('x'.repeat(30_000_000), 30_000);
    await using _server = server;
    const client = await open(server.port);
    client.write('x');
    let read = 0;
    const since = performance.now();
    client.on('data', (piece) => {
      read += piece.length;
      client.pause();
      setTimeout(() => client.resume(), 4);
    });
    await once(client, 'end');
    expect(read).toBe(30_000_000);
    expect(performance.now() - since).toBeGreaterThan(1_500);
    client.destroy();
  });

  test('called again: the first last words stay the last', async () => {
    const errors: Error[] = [];
    await using server = await TestServer.listen((connection) => {
      connection.on('error', (error) => errors.push(error));
      endAndLinger(connection, 'um');
      endAndLinger(connection, 'dois');
    });
    await using peer = await Peer.open(server.port);
    expect(await peer.hearAll()).toBe('um');
    expect(errors).toEqual([]);
  });
});
