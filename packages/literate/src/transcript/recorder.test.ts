import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { open, readAll } from '@tomada/testing';
import { close, listen } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { byDirection, parseConversations } from './conversation.ts';
import { PortMap } from './ports.ts';
import { Recorder } from './recorder.ts';

async function record(serve: (connection: Socket) => void, talk: (client: Socket) => unknown) {
  const server = createServer({ allowHalfOpen: true }, serve);
  const address = await listen(server, { host: '127.0.0.1', port: 0 });
  await using ports = await PortMap.reserve();
  await using recorder = new Recorder();
  const port = await ports.real(8080, 'a');
  await recorder.stand(port, Number(address.split(':')[1]), 'a', () => 'b');
  const client = await open(port);
  const answer = await talk(client);
  client.destroy();
  await recorder.settled(['a']);
  await close(server);
  return { answer, events: recorder.conversations()[0]?.events };
}

describe('Recorder', () => {
  test('many pieces of one side: become one, and the half-close of each side is passed on', async () => {
    const { answer, events } = await record(
      async (connection) => {
        const heard = await readAll(connection);
        connection.end(heard.toString().toUpperCase());
      },
      async (client) => {
        for (const letter of 'abc') {
          client.write(letter);
          await new Promise((resolve) => setImmediate(resolve));
        }
        client.end();
        return (await readAll(client)).toString();
      },
    );
    expect(answer).toBe('ABC');
    expect(events).toEqual([
      { event: 'data', from: 'client', hex: '616263' },
      { event: 'end', from: 'client' },
      { event: 'data', from: 'server', hex: '414243' },
      { event: 'end', from: 'server' },
    ]);
  });

  test('a server that resets: the client is reset, and it is noted once', async () => {
    const { answer, events } = await record(
      (connection) => connection.once('data', () => connection.resetAndDestroy()),
      async (client) => {
        client.write('x');
        const [error] = await once(client, 'error');
        return error.code;
      },
    );
    expect(answer).toBe('ECONNRESET');
    expect(events).toEqual([
      { event: 'data', from: 'client', hex: '78' },
      { event: 'reset', from: 'server' },
    ]);
  });

  test('more than fits in between: arrives whole', async () => {
    const size = 20_000_000;
    const { answer } = await record(
      (connection) => connection.end(Buffer.alloc(size)),
      async (client) => {
        client.end();
        return (await readAll(client)).length;
      },
    );
    expect(answer).toBe(size);
  });
});

test('byDirection: two recordings that differ in who was faster are the same', () => {
  const a = { event: 'data', from: 'client', hex: '61' } as const;
  const b = { event: 'data', from: 'server', hex: '62' } as const;
  const end = { event: 'end', from: 'client' } as const;
  const of = (...events: (typeof a | typeof b | typeof end)[]) =>
    JSON.stringify(byDirection([{ client: 'c', server: 's', events }]));
  expect(of(a, end, b)).toBe(of(a, b, end));
  expect(of(a, end, b)).not.toBe(of(a, b));
});

test.each([
  ['{', 'não é JSON'],
  ['{}', 'falta a lista'],
  ['{"conversations":[]}', 'falta a lista'],
  ['{"conversations":[{"client":"a","server":"b"}]}', 'a conversa 1 não está completa'],
  [
    '{"conversations":[{"client":"a","server":"b","events":[{"event":"data","from":"client","hex":"x"}]}]}',
    'a conversa 1 não está completa',
  ],
])('parseConversations of %j: says what is wrong', (text, message) => {
  expect(() => parseConversations(text)).toThrow(message);
});
