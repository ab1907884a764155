import { run, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { pairs } from './pairs.ts';

const both = pairs(['start:phases', 'phases-server'], ['start:interactive', 'interactive-client']);

describe.each(both)(
  'phases: client in $client.language, server in $server.language',
  ({ client, server, skip }) => {
    test.skipIf(skip).each([
      ['olá mundo\n', 'olá mundo', 'OLÁ MUNDO'],
      ['\n  com espaços  ', 'com espaços', 'COM ESPAÇOS'],
      ['漢字 🙂 straße\n', '漢字 🙂 straße', '漢字 🙂 STRASSE'],
    ])('%j: both terminals show what the page says', async (typed, heard, answer) => {
      await using listening = start(server.program, ['--port', '0']);
      const port = await listening.listening();
      const ended = await run(client.program, ['--port', String(port)], { input: typed });
      const empty = 'Uma linha vazia não tem bytes: não há o que enviar.\n';
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: `Conectado. Digite uma linha e tecle Enter.\n${typed.startsWith('\n') ? empty : ''}Recebido: ${answer}\n`,
        stderr: '',
      });
      await listening.waitFor(/fechada\nEsperando uma conexão\n/);
      const stopped = await listening.interrupt();
      expect(stopped).toMatchObject({ code: 0, stderr: '' });
      const [, name = ''] = /Nova conexão: (127\.0\.0\.1:\d+)\n/.exec(stopped.stdout) ?? [];
      expect(stopped.stdout).toBe(
        [
          `Escutando em 0.0.0.0:${port}`,
          'Esperando uma conexão',
          `Nova conexão: ${name}`,
          `Esperando os dados de ${name}`,
          `Dados recebidos de ${name}: ${heard}`,
          `Enviando a ${name}: ${answer}`,
          `Conexão com ${name} fechada`,
          'Esperando uma conexão',
          'Encerrado.',
          '',
        ].join('\n'),
      );
    });
  },
);
