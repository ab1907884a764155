import { lessonScript, pythonPeer, run, skipWithoutPython, start } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const servers = {
  TypeScript: lessonScript('threads', 'start:server'),
  Python: pythonPeer('threads', 'primes-server'),
};
const clients = {
  TypeScript: lessonScript('tcp-client', 'start'),
  Python: pythonPeer('tcp-client', 'upper-client'),
};
const languages = ['TypeScript', 'Python'] as const;
const pairs = languages.flatMap((client) => languages.map((server) => ({ client, server })));

describe.each(pairs)('primes: client in $client, server in $server', ({ client, server }) => {
  test.skipIf(skipWithoutPython && (client === 'Python' || server === 'Python')).each([
    [['1000'], '1000', 'Há 168 primos até 1000.\\n'],
    [['olá'], 'olá', 'ERRO: mande um número inteiro de 0 a 10000000.\\n'],
    [['quebre'], 'quebre', 'ERRO: a conta falhou: você pediu para quebrar.\\n'],
  ])('%j: both terminals show what the page says', async (words, sent, answer) => {
    await using listening = start(servers[server], ['--port', '0', '--workers', '2']);
    const port = await listening.listening();
    const ended = await run(clients[client], ['--port', String(port), ...words]);
    expect(ended).toEqual({
      code: 0,
      signal: null,
      stdout: `Enviado:  ${sent}\nRecebido: ${answer}\n`,
      stderr: '',
    });
    expect(await listening.interrupt()).toMatchObject({ code: 0, stderr: '' });
  });
});
