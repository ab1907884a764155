import type { Socket } from 'node:net';
import { inTerminal, skipWithoutTerminal, start, TestServer, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { talkTo, testContract, typeSlowly } from './client-contract.ts';

const both = twins('tcp-client', 'start:off', 'conversation-client');
const greeting = 'Conectado. Digite uma linha e tecle Enter; off encerra.\n';
const refused = 'Uma linha vazia não tem bytes: não há o que enviar.\n';

describe.each(both)('conversation-client in $language', ({ program, skip }) => {
  /** A server that answers each piece with «ouvi <piece>», and what it heard. */
  function echo() {
    const heard: string[] = [];
    const serve = (connection: Socket) => {
      connection.on('data', (piece) => {
        heard.push(piece.toString('utf8'));
        connection.write(`ouvi ${piece}`);
      });
      connection.on('end', () => connection.end());
    };
    return { heard, serve };
  }

  describe.skipIf(skip)('from a pipe', () => {
    test.each([
      ['all lines at once, up to off', 'um\ndois\n\ntrês\noff\nquatro\n'],
      ['without a last newline', 'um\ndois\n\ntrês\noff'],
      ['with \\r\\n', 'um\r\ndois\r\n\r\ntrês\r\noff\r\n'],
    ])('%s: each sent alone and its answer shown, code 0', async (_name, input) => {
      const { heard, serve } = echo();
      const ended = await talkTo(program, serve, { args: [], input });
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: `${greeting}Recebido: ouvi um\nRecebido: ouvi dois\n${refused}Recebido: ouvi três\nRecebido: ouvi off\n`,
        stderr: '',
      });
      expect(heard).toEqual(['um', 'dois', 'três', 'off']);
    });

    test('1,000 lines at once: none is lost', async () => {
      const { heard, serve } = echo();
      const lines = Array.from({ length: 1_000 }, (_, number) => `linha ${number}`);
      const ended = await talkTo(program, serve, { args: [], input: lines.join('\n') });
      expect(ended.code).toBe(0);
      expect(heard).toEqual(lines);
    });

    test.each([
      ['nothing', '', ''],
      ['lines, and never off', 'um\noffline', 'Recebido: ouvi um\nRecebido: ouvi offline\n'],
    ])('%s: «Nada mais a enviar.» and code 0', async (_name, input, answers) => {
      const ended = await talkTo(program, echo().serve, { args: [], input });
      const stdout = `${greeting}${answers}Nada mais a enviar.\n`;
      expect(ended).toEqual({ code: 0, signal: null, stdout, stderr: '' });
    });

    test('control characters of the answer: shown, not obeyed', async () => {
      const serve = (connection: Socket) =>
        connection.once('data', () => connection.write('\x1b[2J\n'));
      const { stdout } = await talkTo(program, serve, { args: [], input: 'off\n' });
      expect(stdout).toBe(`${greeting}Recebido: \\x1b[2J\\n\n`);
    });

    test('a server that says goodbye and closes in the middle: the goodbye is shown, then explained, code 1', async () => {
      const serve = (connection: Socket) =>
        connection.once('data', () => connection.end('Tempo esgotado.'));
      const ended = await talkTo(program, serve, { args: [], input: 'um\ndois\n' });
      expect(ended).toMatchObject({ code: 1, stdout: `${greeting}Recebido: Tempo esgotado.\n` });
      expect(ended.stderr).toMatch(/127\.0\.0\.1:\d+ .*\((ECONNRESET|EPIPE|ERR_EMPTY_ANSWER)\): /);
    });
  });

  describe.skipIf(skip)('from a keyboard', () => {
    test.each(['off', 'OFF', ' Off '])('%j ends it, though more could be typed', async (word) => {
      const { heard, serve } = echo();
      await using server = await TestServer.listen(serve);
      await using client = start(program, ['--port', String(server.port)], { input: 'open' });
      client.type(`${word}\n`);
      expect(await client.ended).toMatchObject({ code: 0, stderr: '' });
      expect(heard).toEqual([word]);
    });

    test('lines typed slowly, and later than --timeout: each sent when it is whole', async () => {
      const { heard, serve } = echo();
      await using server = await TestServer.listen(serve);
      const args = ['--port', String(server.port), '--timeout', '0.4'];
      await using client = start(program, args, { input: 'open' });
      await client.waitFor(/encerra\.\n/);
      for (const word of ['olá', 'mundo']) {
        await new Promise((resolve) => setTimeout(resolve, 700)); // nobody hurries who types
        await typeSlowly(client, `${word}\n`);
        await client.waitFor(new RegExp(`ouvi ${word}\n`));
      }
      client.endInput();
      expect(await client.ended).toMatchObject({ code: 0, stderr: '' });
      expect(heard).toEqual(['olá', 'mundo']);
    });

    test('Ctrl-C before a line is typed: code 0', async () => {
      await using server = await TestServer.listen(() => {});
      await using client = start(program, ['--port', String(server.port)], { input: 'open' });
      await client.waitFor(/encerra\.\n/);
      const ended = await client.interrupt();
      expect(ended).toMatchObject({ code: 0, stdout: `${greeting}Encerrado.\n`, stderr: '' });
    });
  });

  test.skipIf(skip || skipWithoutTerminal)(
    'on a terminal: a prompt before each line, none after off; Ctrl-D on a line of its own',
    async () => {
      await using server = await TestServer.listen(echo().serve);
      const args = ['--port', String(server.port)];
      const begin = async () => {
        const client = start(inTerminal(program), args, { input: 'open' });
        await client.waitFor(/encerra\.\r\n> $/);
        return client;
      };
      await using typing = await begin();
      typing.type('oi\n');
      await typing.waitFor(/ouvi oi\r\n> $/);
      typing.type('\n');
      await typing.waitFor(/enviar\.\r\n> $/);
      typing.type('off\n');
      expect(await typing.ended).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/> off\r\nRecebido: ouvi off\r\n$/),
      });
      await using ending = await begin();
      ending.type('\x04');
      expect(await ending.ended).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/> \r\nNada mais a enviar\.\r\n$/),
      });
    },
  );
});

testContract(both, { port: 50_000, oi: { args: [], input: 'oi\n' }, greeting });
