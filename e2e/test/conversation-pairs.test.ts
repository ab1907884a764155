import { start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { pairs } from './pairs.ts';

const both = pairs(['start:off', 'conversation-server'], ['start:off', 'conversation-client']);
const greeting = 'Conectado. Digite uma linha e tecle Enter; off encerra.\n';

describe.each(both)(
  'conversation: client in $client.language, server in $server.language',
  ({ client, server, skip }) => {
    test.skipIf(skip)(
      'two conversations, the second ends with off: all terminals show what the page says',
      async () => {
        await using listening = start(server.program, ['--port', '0']);
        const port = await listening.listening();
        const args = ['--port', String(port)];
        await using first = start(client.program, args, { input: 'open' });
        first.type('olá\n');
        await first.waitFor(/Recebido: Mensagem recebida\.\n/);
        await using second = start(client.program, args, { input: 'oi de novo\nOFF\n' });
        await second.waitFor(/Conectado/); // and waits for its turn
        first.type('tudo bem?\n');
        await first.waitFor(/(Recebido: Mensagem recebida\.\n){2}/);
        first.endInput();
        const received = 'Recebido: Mensagem recebida.\n';
        const over = { code: 0, signal: null, stderr: '' };
        expect(await first.ended).toEqual({
          ...over,
          stdout: `${greeting}${received}${received}Nada mais a enviar.\n`,
        });
        expect(await second.ended).toEqual({
          ...over,
          stdout: `${greeting}${received}Recebido: Servidor encerrado.\n`,
        });
        const heard = ['olá', 'tudo bem?', 'oi de novo', 'OFF'];
        expect(await listening.ended).toEqual({
          ...over,
          stdout: `Escutando em 127.0.0.1:${port}\n${heard
            .map((text) => `Recebido de 127.0.0.1:\n${text}\n`)
            .join('')}Encerrado.\n`,
        });
      },
    );
  },
);
