import type { Socket } from 'node:net';
import { readAll, run, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { talkTo, testContract } from './client-contract.ts';

const both = twins('tcp-client', 'start', 'upper-client');

describe.each(both)('upper-client in $language', ({ program, skip }) => {
  const talk = (serve: (connection: Socket) => void, args = ['olá', 'mundo']) =>
    talkTo(program, serve, { args });

  describe.skipIf(skip)('sends', () => {
    test('the words with spaces, as UTF-8 and a newline, then the end of its side', async () => {
      const heard: Buffer[] = [];
      const ended = await talk(async (connection) => {
        heard.push(await readAll(connection)); // ends with the half-close only
        connection.end('OI');
      });
      expect(Buffer.concat(heard).toString('utf8')).toBe('olá mundo\n');
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: 'Enviado:  olá mundo\nRecebido: OI\n',
        stderr: '',
      });
    });

    test('words after -- that look like options', async () => {
      const ended = await talk((connection) => connection.pipe(connection), ['--', '--port']);
      expect(ended.stdout).toBe('Enviado:  --port\nRecebido: --port\\n\n');
    });
  });

  describe.skipIf(skip)('receives', () => {
    test('an answer that comes byte by byte, a character in halves included', async () => {
      const ended = await talk(async (connection) => {
        connection.setNoDelay(true);
        for (const byte of Buffer.from('OLÁ ÇÃO 🙂')) {
          await new Promise<void>((written) =>
            connection.write(Uint8Array.of(byte), () => setImmediate(written)),
          );
        }
        connection.end();
      });
      expect(ended.stdout).toContain('Recebido: OLÁ ÇÃO 🙂\n');
    });

    test('an answer longer than any piece', async () => {
      const ended = await talk((connection) => connection.end('X'.repeat(300_000)));
      expect(ended.stdout).toContain(`Recebido: ${'X'.repeat(300_000)}\n`);
    });

    test('control characters of the answer: shown, not obeyed', async () => {
      const ended = await talk((connection) => connection.end('a\x1b[31m\nb'));
      expect(ended.stdout).toContain('Recebido: a\\x1b[31m\\nb\n');
    });

    test('an empty answer to white space: that is the right answer', async () => {
      const ended = await talk((connection) => connection.end(), [' ']);
      expect(ended).toMatchObject({ code: 0, stdout: 'Enviado:   \nRecebido: \n' });
    });
  });

  test.skipIf(skip)('no words: one sentence on standard error, code 2', async () => {
    const ended = await run(program, []);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^Faltou dizer o que enviar\. .*\n$/);
  });
});

testContract(both, { port: 8080, oi: { args: ['oi'] }, greeting: 'Enviado:  oi\n' });
