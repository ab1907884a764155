import { TestServer } from '@tomada/testing';
import { expect, test } from 'vitest';
import { ask, converse, openAll, questions, Tally } from './clients.ts';

test('a right answer in pieces counts as right, with its time', async () => {
  await using server = await TestServer.listen((connection) => {
    connection.once('data', async (piece) => {
      const answer = Buffer.from(piece.toString().toUpperCase());
      connection.write(answer.subarray(0, 3)); // half of the «Á»
      setImmediate(() => connection.end(answer.subarray(3)));
    });
  });
  const tally = new Tally(1);
  await ask(server.port, questions[0], tally);
  expect(tally).toMatchObject({ answered: 1, wrong: 0, failed: 0 });
  expect(tally.latencies[0]).toBeGreaterThan(0);
});

test('an answer without upper-case accents is wrong', async () => {
  await using server = await TestServer.listen((connection) => {
    connection.once('data', (piece) =>
      connection.end(piece.toString().replace(/[a-z]/g, (letter) => letter.toUpperCase())),
    );
  });
  const tally = new Tally(1);
  await ask(server.port, questions[0], tally);
  expect(tally).toMatchObject({ answered: 1, wrong: 1, failed: 0 });
});

test('a server that answers every line with the first one: all but that are wrong', async () => {
  await using server = await TestServer.listen((connection) => {
    let first = '';
    connection.on('data', (piece) => {
      first ||= piece.toString().toUpperCase();
      connection.write(first);
    });
  });
  const tally = new Tally(3);
  const [connection] = await openAll(server.port, 1, tally);
  if (connection) await converse(connection, 3, tally);
  expect(tally).toMatchObject({ answered: 3, wrong: 2, failed: 0 });
});

test('a server that closes after one line: the rest has no answer', async () => {
  await using server = await TestServer.listen((connection) => {
    connection.once('data', (piece) => connection.end(piece.toString().toUpperCase()));
  });
  const tally = new Tally(3);
  const [connection] = await openAll(server.port, 1, tally);
  if (connection) await converse(connection, 3, tally);
  expect(tally).toMatchObject({ answered: 1, wrong: 0, failed: 2 });
});

test('no server: the error is counted by its code', async () => {
  const server = await TestServer.listen(() => {});
  const { port } = server;
  await server[Symbol.asyncDispose]();
  const tally = new Tally(2);
  await ask(port, questions[0], tally);
  const [connection] = await openAll(port, 1, tally);
  if (connection) await converse(connection, 1, tally);
  expect(tally).toMatchObject({ answered: 0, failed: 2 });
  expect(Object.fromEntries(tally.errors)).toEqual({ ECONNREFUSED: 2 });
});
