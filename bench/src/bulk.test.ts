import { once } from 'node:events';
import { connect } from 'node:net';
import { TestServer } from '@tomada/testing';
import { expect, test } from 'vitest';
import { BulkCheck, bytesAt, explain, receiveBulk, sendBulk } from './bulk.ts';

const SIZE = 1_000_000;

/** The first bytes of a transfer, in one piece. */
function transfer(size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < size; ) {
    const piece = bytesAt(at, size - at);
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat(pieces);
}

function verdict(bytes: Buffer, pieceSize: number): string | null {
  const check = new BulkCheck();
  for (let at = 0; at < bytes.length; at += pieceSize) {
    check.take(bytes.subarray(at, at + pieceSize));
  }
  return explain(check, SIZE);
}

test('bytesAt: the same byte at an offset, whichever piece it is asked in', () => {
  const whole = transfer(SIZE);
  for (const offset of [0, 1, 65_535, 262_138, 262_139, 700_000]) {
    expect(bytesAt(offset, 1000).equals(whole.subarray(offset, offset + 1000))).toBe(true);
  }
});

test('BulkCheck: right bytes in pieces of any size are right', () => {
  const whole = transfer(SIZE);
  for (const pieceSize of [7, 4096, 65_536, 65_537, SIZE]) {
    expect(verdict(whole, pieceSize)).toBeNull();
  }
});

test('BulkCheck: a byte changed, a piece lost, doubled or swapped, an end missing: each is seen', () => {
  const whole = transfer(SIZE);
  const changed = Buffer.from(whole);
  changed.writeUInt8(whole.readUInt8(777_777) ^ 1, 777_777);
  expect(verdict(changed, 4096)).toMatch(/chegou errado/);
  const [a, b, rest] = [
    whole.subarray(0, 65_536),
    whole.subarray(65_536, 131_072),
    whole.subarray(131_072),
  ];
  expect(verdict(Buffer.concat([a, rest]), 65_536)).toBe('o byte 65536 de 1000000 chegou errado');
  expect(verdict(Buffer.concat([a, a, b, rest]), 65_536)).toBe(
    'o byte 65536 de 1000000 chegou errado',
  );
  expect(verdict(Buffer.concat([b, a, rest]), 65_536)).toBe('o byte 0 de 1000000 chegou errado');
  expect(verdict(whole.subarray(0, -1), 65_536)).toBe('chegaram 999999 de 1000000 bytes');
  expect(verdict(Buffer.concat([whole, bytesAt(SIZE, 5)]), 65_536)).toBe(
    'chegaram 1000005 de 1000000 bytes',
  );
});

test('sendBulk to a receiver that checks: all arrives, and it has a rate', async () => {
  await using server = await TestServer.listen(receiveBulk);
  const { bytesPerSecond, problem } = await sendBulk({ port: server.port, bytes: SIZE });
  expect(problem).toBeNull();
  expect(bytesPerSecond).toBeGreaterThan(0);
});

test('sendBulk through a proxy that loses its first piece: a problem, though the connection ended well', async () => {
  await using server = await TestServer.listen(receiveBulk);
  await using proxy = await TestServer.listen(async (client) => {
    const target = connect({ host: '127.0.0.1', port: server.port, allowHalfOpen: true });
    target.pipe(client);
    await once(client, 'data');
    client.pipe(target);
  });
  const { problem } = await sendBulk({ port: proxy.port, bytes: SIZE });
  expect(problem).toBe('o byte 0 de 1000000 chegou errado');
});

test('sendBulk to a receiver that closes without a word: a problem', async () => {
  await using server = await TestServer.listen((connection) => {
    connection.resume().on('end', () => connection.end());
  });
  const { problem } = await sendBulk({ port: server.port, bytes: SIZE });
  expect(problem).toBe('o destino não disse o que recebeu');
});

test('sendBulk to a receiver that cuts the connection, or to none: a problem', async () => {
  await using server = await TestServer.listen((connection) => {
    connection.once('data', () => connection.resetAndDestroy());
  });
  const cut = await sendBulk({ port: server.port, bytes: 10 * SIZE });
  expect(cut).toEqual({
    bytesPerSecond: 0,
    problem: expect.stringMatching(/^a conexão falhou \((ECONNRESET|EPIPE)\)$/),
  });
  const gone = await TestServer.listen(receiveBulk);
  const { port } = gone;
  await gone[Symbol.asyncDispose]();
  const none = await sendBulk({ port, bytes: SIZE });
  expect(none.problem).toBe('a conexão falhou (ECONNREFUSED)');
});
