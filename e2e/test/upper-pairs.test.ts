import { lessonScript, pythonPeer, run, skipWithoutPython, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const servers = {
  TypeScript: lessonScript('tcp-server', 'start'),
  Python: pythonPeer('tcp-server', 'upper-server'),
};
const clients = {
  TypeScript: lessonScript('tcp-client', 'start'),
  Python: pythonPeer('tcp-client', 'upper-client'),
};
const languages = ['TypeScript', 'Python'] as const;
const pairs = languages.flatMap((client) => languages.map((server) => ({ client, server })));

describe.each(pairs)('upper-case: client in $client, server in $server', ({ client, server }) => {
  test.skipIf(skipWithoutPython && (client === 'Python' || server === 'Python')).each([
    [['olá', 'mundo'], 'olá mundo', 'OLÁ MUNDO'],
    [['ação'], 'ação', 'AÇÃO'],
    [['  com', 'espaços  '], '  com espaços  ', 'COM ESPAÇOS'],
    [['漢字', '🙂', 'straße'], '漢字 🙂 straße', '漢字 🙂 STRASSE'],
  ])('%j: both terminals show what the page says', async (words, sent, answer) => {
    await using listening = start(servers[server], ['--port', '0']);
    const port = await listening.listening();
    const ended = await run(clients[client], ['--port', String(port), ...words]);
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
});
