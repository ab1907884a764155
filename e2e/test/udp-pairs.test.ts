import { run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const languages = [0, 1] as const;
const protocols = [
  {
    name: 'plain',
    servers: twins('udp', 'start', 'upper-server'),
    clients: twins('udp', 'start:client', 'upper-client'),
    mark: '',
  },
  {
    name: 'numbered',
    servers: twins('udp', 'start:numbered', 'numbered-server'),
    clients: twins('udp', 'start:client:numbered', 'numbered-client'),
    mark: ' (pedido 1)',
  },
];
const pairs = protocols.flatMap(({ name, servers, clients, mark }) =>
  languages.flatMap((ours) =>
    languages.map((theirs) => {
      const [client, server] = [clients[ours], servers[theirs]];
      return { name, client, server, mark, from: client.language, to: server.language };
    }),
  ),
);

describe.each(pairs)('UDP, $name: client in $from, server in $to', ({ client, server, mark }) => {
  test.skipIf(client.skip || server.skip)('both terminals show what the page says', async () => {
    await using listening = start(server.program, ['--port', '0']);
    const port = await listening.listening();
    let printed = '';
    for (const [words, answer] of [
      [['olá', 'mundo'], 'OLÁ MUNDO'],
      [['  com', 'espaços  '], '  COM ESPAÇOS  '],
      [['漢字', '🙂', 'straße'], '漢字 🙂 STRASSE'],
      [[''], ''],
    ] as const) {
      const sent = words.join(' ');
      const args = ['--port', String(port), '--timeout', '20', ...words];
      expect(await run(client.program, args)).toEqual({
        code: 0,
        signal: null,
        stdout: `Enviado:  ${sent}${mark}\nRecebido: ${answer}${mark}\n`,
        stderr: '',
      });
      printed += `Recebido de 127.0.0.1${mark}:\n${sent}\n`;
    }
    const stopped = await listening.interrupt();
    expect(stopped).toMatchObject({ code: 0, stderr: '' });
    expect(stopped.stdout).toBe(`Escutando em 127.0.0.1:${port}\n${printed}Encerrado.\n`);
  });
});
