import { run, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { pairs } from './pairs.ts';

const both = pairs(['start', 'upper-server'], ['start', 'upper-client']);

describe.each(both)(
  'upper-case: client in $client.language, server in $server.language',
  ({ client, server, skip }) => {
    test.skipIf(skip).each([
      [['olá', 'mundo'], 'olá mundo', 'OLÁ MUNDO'],
      [['ação'], 'ação', 'AÇÃO'],
      [['  com', 'espaços  '], '  com espaços  ', 'COM ESPAÇOS'],
      [['漢字', '🙂', 'straße'], '漢字 🙂 straße', '漢字 🙂 STRASSE'],
    ])('%j: both terminals show what the page says', async (words, sent, answer) => {
      await using listening = start(server.program, ['--port', '0']);
      const port = await listening.listening();
      const ended = await run(client.program, ['--port', String(port), ...words]);
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: `Enviado:  ${sent}\nRecebido: ${answer}\n`,
        stderr: '',
      });
      const stopped = await listening.interrupt();
      expect(stopped).toMatchObject({ code: 0, stderr: '' });
      expect(stopped.stdout).toBe(
        `Escutando em 127.0.0.1:${port}\nRecebido de 127.0.0.1:\n${sent.trim()}\nEncerrado.\n`,
      );
    });
  },
);
