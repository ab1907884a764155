import { readdirSync } from 'node:fs';
import { ask, open, Peer, readAll, start, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { anyPort, noTrace, sharedServer, testContract, testUsage } from './server-contract.ts';

const both = twins('tcp-server', 'start:phases', 'phases-server');

describe.each(both)('phases-server in $language', ({ program, skip }) => {
  describe.skipIf(skip)('answers', () => {
    const port = sharedServer(program);

    test.each([
      ['a text without a newline from a client that keeps its side open', 'olá', 'OLÁ'],
      ['a text with ASCII white space around it', ' \t\r\n\v\fção \n\f\v\r\t ', 'ÇÃO'],
      ['a no-break space, which is no ASCII white space', '\u00a0é\u00a0', '\u00a0É\u00a0'],
      ['white space only', ' \n', ''],
      ['at most 1024 bytes', 'a'.repeat(1030), 'A'.repeat(1024)],
      ['a character in halves at the limit', `${'a'.repeat(1023)}é`, `${'A'.repeat(1023)}\ufffd`],
    ])('%s', async (_name, sent, answer) => {
      expect(await ask(port(), sent)).toBe(answer);
    });

    test('after the client has said that it sends no more', async () => {
      await using server = start(program, anyPort);
      const connection = await open(await server.listening());
      connection.end('olá\n');
      expect((await readAll(connection)).toString()).toBe('OLÁ');
    });

    test('a client that sends 10 MB without a pause: its first bytes in upper case, no reset, the next', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      peer.socket.end(Buffer.alloc(10_000_000, 'b'));
      expect(await peer.hearAll()).toBe('B'.repeat(1024));
      expect(await peer.closed).toBeUndefined();
      expect(await ask(port, 'vivo')).toBe('VIVO');
    });
  });

  describe.skipIf(skip)('says', () => {
    test('each phase of a conversation, in its order', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      const { name } = peer;
      await server.waitFor(new RegExp(`Esperando os dados de ${name}\n`)); // and we are silent
      await peer.say('olá\x1b[2J mundo\n');
      expect(await peer.hearAll()).toBe('OLÁ\x1b[2J MUNDO');
      peer.sayNoMore();
      await server.waitFor(/fechada\nEsperando uma conexão\n/);
      expect(server.stdout).toBe(
        [
          `Escutando em 0.0.0.0:${port}`,
          'Esperando uma conexão',
          `Nova conexão: ${name}`,
          `Esperando os dados de ${name}`,
          `Dados recebidos de ${name}: olá\\x1b[2J mundo`,
          `Enviando a ${name}: OLÁ\\x1b[2J MUNDO`,
          `Conexão com ${name} fechada`,
          'Esperando uma conexão',
          '',
        ].join('\n'),
      );
      expect(server.stderr).toBe('');
    });

    test('the phases of 100 clients at once, every line whole, every answer its own', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const peers = await Promise.all(Array.from({ length: 100 }, () => Peer.open(port)));
      const answers = await Promise.all(
        peers.map(async (peer, number) => {
          await peer.say(`cliente ${number}`);
          const answer = await peer.hearAll();
          peer.sayNoMore();
          await peer.closed;
          return answer;
        }),
      );
      expect(answers).toEqual(peers.map((_, number) => `CLIENTE ${number}`));
      await server.waitForTimes(2 + 6 * 100, '\n');
      const lines = peers.flatMap(({ name }, number) => [
        `Nova conexão: ${name}`,
        `Esperando os dados de ${name}`,
        `Dados recebidos de ${name}: cliente ${number}`,
        `Enviando a ${name}: CLIENTE ${number}`,
        `Conexão com ${name} fechada`,
        'Esperando uma conexão',
      ]);
      const said = server.stdout.trimEnd().split('\n').slice(2);
      expect(said.filter((line) => !lines.includes(line))).toEqual([]);
      expect(said.sort()).toEqual(lines.sort());
    });
  });

  describe.skipIf(skip)('refuses', () => {
    testUsage(program, [
      [['--idle-timeout', 'já'], '--idle-timeout: «já»'],
      [['--idle-timeout'], 'Por exemplo: --idle-timeout 60'],
    ]);
  });
});

describe.concurrent.each(both)('phases-server in $language lets go', ({ program, skip }) => {
  test.skipIf(skip)(
    'a silent client after --idle-timeout and not before; others are served',
    async () => {
      await using server = start(program, [...anyPort, '--idle-timeout', '1']);
      const port = await server.listening();
      const since = performance.now();
      await using silent = await Peer.open(port);
      expect(await ask(port, 'vivo')).toBe('VIVO');
      expect(await silent.hearAll()).toBe('');
      expect(performance.now() - since).toBeGreaterThan(950);
      silent.sayNoMore();
      expect(await silent.closed).toBeUndefined();
      await server.waitFor(new RegExp(`Conexão com ${silent.name} fechada`));
      expect(server.stdout.match(/Dados recebidos/g)).toHaveLength(1);
      expect(server.stderr).toBe('');
    },
  );

  test.skipIf(skip)('a silent client that keeps its side open when its time is over', async () => {
    await using server = start(program, [...anyPort, '--idle-timeout', '0.3']);
    await using peer = await Peer.open(await server.listening());
    expect(await peer.hearAll()).toBe('');
    await server.waitFor(/fechada/);
    expect(server.stderr).toBe('');
  });

  test.skipIf(skip)('a client that got its answer and keeps its side open', async () => {
    await using server = start(program, anyPort);
    await using peer = await Peer.open(await server.listening());
    await peer.say('olá');
    expect(await peer.hearAll()).toBe('OLÁ');
    await server.waitFor(/fechada/);
    expect(server.stderr).toBe('');
  });

  test.skipIf(skip)('a client that half-closes without a word', async () => {
    await using server = start(program, anyPort);
    await using peer = await Peer.open(await server.listening());
    peer.sayNoMore();
    expect(await peer.hearAll()).toBe('');
    expect(await peer.closed).toBeUndefined();
    await server.waitFor(/fechada\nEsperando uma conexão\n/);
    expect(server.stdout).not.toContain('Dados recebidos');
  });

  test.skipIf(skip || process.platform !== 'linux')(
    'more clients than the system lets it have: no trace, and it serves when some have gone',
    async ({ expect }) => {
      const limited = {
        ...program,
        argv: [
          'bash',
          '--norc',
          '-c',
          'ulimit -n 64 && exec "$@"',
          'bash',
          ...program.argv,
        ] as const,
      };
      await using server = start(limited, anyPort);
      const port = await server.listening();
      const crowd = await Promise.all(Array.from({ length: 80 }, () => Peer.open(port)));
      const openFiles = () => readdirSync(`/proc/${server.pid}/fd`).length;
      await expect.poll(openFiles, { timeout: 20_000 }).toBeGreaterThan(60);
      await Promise.all(crowd.map((peer) => peer[Symbol.asyncDispose]()));
      await expect.poll(openFiles, { timeout: 20_000 }).toBeLessThan(50);
      expect(await ask(port, 'vivo')).toBe('VIVO');
      expect(server.stderr).not.toMatch(noTrace);
    },
  );
});

testContract(both, {
  host: '0.0.0.0',
  port: 12_000,
  idleTimeout: true,
  async begin(port, server) {
    const peer = await Peer.open(port);
    await server.waitFor(new RegExp(`Esperando os dados de ${peer.name}\n`));
    return peer;
  },
  async converse(port) {
    expect(await ask(port, 'vivo')).toBe('VIVO');
  },
});
