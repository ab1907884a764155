import { once } from 'node:events';
import type { Socket } from 'node:net';
import { inTerminal, skipWithoutTerminal, start, TestServer, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { talkTo, testContract, typeSlowly } from './client-contract.ts';

const both = twins('tcp-client', 'start:interactive', 'interactive-client');
const greeting = 'Conectado. Digite uma linha e tecle Enter.\n';
const refused = 'Uma linha vazia não tem bytes: não há o que enviar.\n';

describe.each(both)('interactive-client in $language', ({ program, skip }) => {
  /** Runs it with this text from a pipe, against a server that notes what comes and gives one answer. */
  async function pipe(input: string, answer: string) {
    let heard = '';
    const serve = (connection: Socket) =>
      connection.once('data', (piece) => {
        heard = piece.toString('utf8');
        connection.end(answer);
      });
    const ended = await talkTo(program, serve, { args: [], input });
    return { ...ended, heard };
  }

  describe.skipIf(skip)('from a pipe', () => {
    test.each([
      ['a line', 'olá mundo\n', 'olá mundo'],
      ['a line without its newline', 'olá', 'olá'],
      ['a line that ends in \\r\\n', 'olá\r\n', 'olá'],
      ['the first of many', 'um\ndois\ntrês\n', 'um'],
      ['white space, which is something', ' \t\n', ' \t'],
    ])('%s: sent without its ending, the answer shown, code 0', async (_name, input, heard) => {
      expect(await pipe(input, 'OI')).toEqual({
        code: 0,
        signal: null,
        stdout: `${greeting}Recebido: OI\n`,
        stderr: '',
        heard,
      });
    });

    test('empty lines before it: refused, each with a sentence', async () => {
      expect(await pipe('\n\r\noi\n', 'OI')).toMatchObject({
        code: 0,
        stdout: `${greeting}${refused}${refused}Recebido: OI\n`,
        heard: 'oi',
      });
    });

    test.each([
      ['nothing', '', greeting],
      ['empty lines only', '\n\n', greeting + refused + refused],
    ])('%s: «Nada a enviar.» and code 0', async (_name, input, said) => {
      const stdout = `${said}Nada a enviar.\n`;
      expect(await pipe(input, '')).toMatchObject({ code: 0, stdout, stderr: '', heard: '' });
    });

    test('an answer in pieces, a character in halves included, up to the end', async () => {
      const answer = Buffer.from('OLÁ 🙂'.repeat(3_000));
      const serve = async (connection: Socket) => {
        await once(connection, 'data');
        connection.setNoDelay(true);
        for (let at = 0; at < answer.length; at += 999) {
          await new Promise((written) =>
            connection.write(answer.subarray(at, at + 999), () => setImmediate(written)),
          );
        }
        connection.end();
      };
      const { stdout } = await talkTo(program, serve, { args: [], input: 'oi\n' });
      expect(stdout).toBe(`${greeting}Recebido: ${answer}\n`);
    });

    test('control characters of the answer: shown, not obeyed', async () => {
      expect((await pipe('oi\n', 'a\x1b[31m\nb')).stdout).toBe(
        `${greeting}Recebido: a\\x1b[31m\\nb\n`,
      );
    });

    test('an empty answer to white space: that is the right answer', async () => {
      expect(await pipe(' \n', '')).toMatchObject({ code: 0, stdout: `${greeting}Recebido: \n` });
    });
  });

  describe.skipIf(skip)('from a keyboard', () => {
    test('a line typed slowly, and later than --timeout: sent when it is whole, the side stays open', async () => {
      const heard: string[] = [];
      await using server = await TestServer.listen((connection) => {
        connection.on('data', (piece) => {
          heard.push(piece.toString());
          connection.end('OLÁ');
        });
        connection.on('end', () => heard.push('FIN'));
      });
      const args = ['--port', String(server.port), '--timeout', '0.4'];
      await using client = start(program, args, { input: 'open' });
      await client.waitFor(/Enter\.\n/);
      await new Promise((resolve) => setTimeout(resolve, 700)); // nobody hurries who types
      await typeSlowly(client, 'olá\n');
      expect(await client.ended).toEqual({
        code: 0,
        signal: null,
        stdout: `${greeting}Recebido: OLÁ\n`,
        stderr: '',
      });
      expect(heard[0]).toBe('olá');
    });

    test('Ctrl-C before a line is typed: code 0', async () => {
      await using server = await TestServer.listen(() => {});
      await using client = start(program, ['--port', String(server.port)], { input: 'open' });
      await client.waitFor(/Enter\.\n/);
      const ended = await client.interrupt();
      expect(ended).toMatchObject({ code: 0, stdout: `${greeting}Encerrado.\n`, stderr: '' });
    });

    test('a server that gives up while one types: explained, code 1', async () => {
      const connections: Socket[] = [];
      await using server = await TestServer.listen((connection) => connections.push(connection));
      await using client = start(program, ['--port', String(server.port)], { input: 'open' });
      await client.waitFor(/Enter\.\n/);
      for (const connection of connections) connection.resetAndDestroy();
      client.type('oi\n'); // one language notices at once, the other when it sends
      const ended = await client.ended;
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/127\.0\.0\.1:\d+ .*\((ECONNRESET|EPIPE)\): /);
    });
  });

  test.skipIf(skip || skipWithoutTerminal)(
    'on a terminal: a prompt before each line, Ctrl-D and Ctrl-C on lines of their own',
    async () => {
      await using server = await TestServer.listen((connection) =>
        connection.once('data', () => connection.end('OI')),
      );
      const args = ['--port', String(server.port)];
      const begin = async () => {
        const client = start(inTerminal(program), args, { input: 'open' });
        await client.waitFor(/Enter\.\r\n> $/);
        return client;
      };
      await using typing = await begin();
      typing.type('\n');
      await typing.waitFor(/enviar\.\r\n> $/);
      typing.type('oi\n');
      expect((await typing.ended).stdout).toMatch(
        /> \r\nUma linha vazia.*\r\n> oi\r\nRecebido: OI\r\n$/,
      );
      await using ending = await begin();
      ending.type('\x04');
      expect(await ending.ended).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/> \r\nNada a enviar\.\r\n$/),
      });
      await using interrupted = await begin();
      // Python hears the key only once it waits for the keyboard, a moment after its prompt: like people, press again.
      const pressing = setInterval(() => interrupted.type('\x03'), 300);
      interrupted.type('\x03');
      const ended = await interrupted.ended;
      clearInterval(pressing);
      expect(ended).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/> (?:\^C)+\r\nEncerrado\.\r\n$/),
      });
    },
  );
});

testContract(both, { port: 12_000, oi: { args: [], input: 'oi\n' }, greeting });
