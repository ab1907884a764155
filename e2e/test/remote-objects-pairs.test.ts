import { run, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const servers = twins('remote-objects', 'start', 'bank-server');
const clients = twins('remote-objects', 'start:client', 'bank-client');

describe.each(servers)('remote objects: server in $language', (server) => {
  const skip = server.skip || clients.some((client) => client.skip);
  test.skipIf(skip)('clients of both languages share its objects, and show the same', async () => {
    await using bank = start(server.program, ['--port', '0'], { limit: 60_000 });
    const port = String(await bank.listening());
    let balance = 0;
    let printed = '';
    for (const { program } of clients) {
      const shown = await run(program, ['--port', port, '--timeout', '20']);
      const [most, least] = [balance + 100, balance + 70];
      expect(shown).toEqual({
        code: 0,
        signal: null,
        stderr: '',
        stdout: [
          `Ana deposita 100: ${most}`,
          `Ana saca 30: ${least}`,
          `Saldos de Ana e de Bia: ${least} e 0`,
          'Bia não pode sacar tanto: o saldo é 0\n',
        ].join('\n'),
      });
      printed += [
        `ana.deposit(100) → ${most}`,
        `ana.withdraw(30) → ${least}`,
        `ana.balance() → ${least}`,
        'bia.balance() → 0',
        'bia.withdraw(1000000000) → refused: o saldo é 0\n',
      ].join('\n');
      balance = least;
      const refused = await run(program, ['--port', port, '--timeout', '20', 'ação.constructor']);
      expect(refused).toEqual({
        code: 1,
        signal: null,
        stdout: '',
        stderr: 'O servidor recusou: não há o objeto «ação»; os que existem: ana, bank, bia.\n',
      });
      printed +=
        'ação.constructor() → unknown-object: não há o objeto «ação»; os que existem: ana, bank, bia\n';
    }
    const stopped = await bank.interrupt();
    expect(stopped).toMatchObject({ code: 0, stderr: '' });
    expect(stopped.stdout).toBe(`Escutando em 127.0.0.1:${port}\n${printed}Encerrado.\n`);
  });
});
