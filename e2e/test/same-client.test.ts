import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  browserFlags,
  browserPath,
  root,
  run,
  skipWithoutBrowser,
  start,
  twins,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { pairs } from './pairs.ts';

const client = ['start', 'upper-client'] as const;
const both = [
  ...pairs(['start:phases', 'phases-server'], client),
  ...pairs(['start:lines', 'lines-server'], client),
].map((pair) => ({ ...pair, name: pair.server.program.name }));

describe.each(both)(
  '$name answers the first client of the lessons, in $client.language',
  ({ client, server, name, skip }) => {
    test.skipIf(skip)('words of every kind', async () => {
      await using listening = start(server.program, ['--port', '0']);
      const port = String(await listening.listening());
      // A server of lines answers with a line.
      const ending = name.includes('lines') ? '\\n' : '';
      for (const words of ['olá mundo', '漢字 🙂', 'a\x1bb']) {
        const ended = await run(client.program, ['--port', port, words]);
        const answer = words.toUpperCase().replace('\x1b', '\\x1b');
        expect(ended).toMatchObject({ code: 0, stderr: '' });
        expect(ended.stdout.split('\n')[1]).toBe(`Recebido: ${answer}${ending}`);
      }
    });
  },
);

describe.each(pairs(['start:off', 'conversation-server'], client))(
  'conversation-server in $server.language: the first client of the lessons, in $client.language',
  ({ server, client, skip }) => {
    test.skipIf(skip)('says a word and then off: the server ends', async () => {
      await using listening = start(server.program, ['--port', '0']);
      const port = String(await listening.listening());
      const talk = async (word: string) => await run(client.program, ['--port', port, word]);
      expect((await talk('oi')).stdout).toBe('Enviado:  oi\nRecebido: Mensagem recebida.\n');
      expect((await talk('off')).stdout).toBe('Enviado:  off\nRecebido: Servidor encerrado.\n');
      expect(await listening.ended).toMatchObject({ code: 0, stderr: '' });
    });
  },
);

describe.each(twins('tcp-server', 'start:http', 'http-server'))(
  'http-server in $language',
  ({ program, skip }) => {
    test.skipIf(skip || skipWithoutBrowser)(
      'a browser shows the greeting, accent and all',
      async () => {
        await using server = start(program, ['--port', '0']);
        const port = await server.listening();
        const profile = mkdtempSync(join(tmpdir(), 'tomada-browser-'));
        try {
          const browser = {
            name: 'browser',
            argv: [browserPath ?? 'chromium'] as const,
            cwd: root,
          };
          const shown = await run(browser, [
            '--headless',
            ...browserFlags,
            `--user-data-dir=${profile}`,
            '--dump-dom',
            `http://127.0.0.1:${port}/`,
          ]);
          expect(shown.stdout).toContain('Olá da Tomada!');
        } finally {
          rmSync(profile, { recursive: true, force: true });
        }
      },
    );
  },
);
