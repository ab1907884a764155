import { setImmediate } from 'node:timers/promises';
import {
  lateReader,
  Peer,
  type Program,
  skipWithoutLateReader,
  start,
  twins,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { anyPort, testContract } from './server-contract.ts';

const both = twins('tcp-server', 'start:off', 'conversation-server');

/** Sends one message and gives the answer to it. */
async function say(peer: Peer, message: string): Promise<string> {
  await peer.say(message);
  return await peer.hear('.');
}

/** Connects and is served: the turn is this client's. */
async function takeTurn(port: number): Promise<Peer> {
  const peer = await Peer.open(port);
  expect(await say(peer, 'oi')).toBe('Mensagem recebida.');
  return peer;
}

describe.each(both)('conversation-server in $language', ({ program, skip }) => {
  describe.skipIf(skip)('answers', () => {
    test('each message the same, prints who sent it and what, and goes on after the client has gone', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      for (const message of ['olá mundo', ' offline ', 'a\x1b[2Jb', ' \n']) {
        expect(await say(peer, message)).toBe('Mensagem recebida.');
      }
      peer.sayNoMore();
      expect(await peer.hearAll()).toBe('');
      expect(await peer.closed).toBeUndefined();
      await using _next = await takeTurn(port);
      await server.waitFor(/\noi\n/);
      expect(server.stdout).toBe(
        `Escutando em 127.0.0.1:${port}\n${['olá mundo', 'offline', 'a\\x1b[2Jb', '', 'oi']
          .map((text) => `Recebido de 127.0.0.1:\n${text}\n`)
          .join('')}`,
      );
      expect(server.stderr).toBe('');
    });

    test.each(['off', 'OFF', ' Off\n', 'oFf\r\n'])(
      '%j with a farewell, and ends: code 0, port free',
      async (word) => {
        await using server = start(program, anyPort);
        const port = await server.listening();
        await using peer = await takeTurn(port);
        await peer.say(word);
        expect(await peer.hearAll()).toBe('Servidor encerrado.');
        peer.sayNoMore();
        const since = performance.now();
        const ended = await server.ended;
        expect(performance.now() - since).toBeLessThan(4_000); // not when a clock of 5 s has run down
        expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
        expect(ended.stdout).toMatch(new RegExp(`\n${word.trim()}\nEncerrado\\.\n$`));
        await expect(Peer.open(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      },
    );

    test('off from a client that goes on sending: it gets the farewell, and no reset', async () => {
      await using server = start(program, anyPort);
      await using peer = await takeTurn(await server.listening());
      await peer.say('off');
      await server.waitFor(/\noff\n/); // a piece of its own
      peer.socket.end(Buffer.alloc(5_000_000, 'x'));
      expect(await peer.hearAll()).toBe('Servidor encerrado.');
      expect(await peer.closed).toBeUndefined();
      expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    });

    test('off from a client that resets at once: the server ends all the same, code 0', async () => {
      await using server = start(program, anyPort);
      await using peer = await takeTurn(await server.listening());
      await peer.say('off');
      expect(await peer.hear('.')).toBe('Servidor encerrado.');
      peer.socket.resetAndDestroy();
      expect(await server.ended).toMatchObject({ code: 0, signal: null });
    });

    test('off while others wait: they are closed without an answer, and the server ends', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using first = await takeTurn(port);
      await using second = await Peer.open(port);
      await using third = await Peer.open(port);
      await third.say('oi');
      await first.say('off');
      expect(await first.hearAll()).toBe('Servidor encerrado.');
      first.sayNoMore();
      for (const waiting of [second, third]) {
        expect(await waiting.hearAll().catch((error: Error) => error.message)).toMatch(
          /^(ECONNRESET after «»)?$/,
        );
      }
      expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    });
  });

  describe.skipIf(skip)('serves one at a time', () => {
    test('a second client waits until the first has gone, then is served, what it said included', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using first = await takeTurn(port);
      await using second = await Peer.open(port);
      await second.say('eu espero');
      // The second one's words were there before ours, and it is we who are answered.
      expect(await say(first, 'ainda eu')).toBe('Mensagem recebida.');
      expect(server.stdout).not.toContain('eu espero');
      first.sayNoMore();
      expect(await first.hearAll()).toBe('');
      expect(await second.hear('.')).toBe('Mensagem recebida.');
      await server.waitFor(/ainda eu\nRecebido de 127\.0\.0\.1:\neu espero\n/);
    });

    test('those who give up while they wait (reset, half-closed, silent) cost nobody the turn', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using first = await takeTurn(port);
      await using reset = await Peer.open(port);
      await reset.say('desisto');
      expect(await say(first, 'eu')).toBe('Mensagem recebida.'); // by now it has been accepted
      expect(await say(first, 'eu')).toBe('Mensagem recebida.');
      reset.socket.resetAndDestroy();
      await using halfClosed = await Peer.open(port);
      halfClosed.sayNoMore();
      await using last = await Peer.open(port);
      expect(await say(first, 'ainda eu')).toBe('Mensagem recebida.');
      first.sayNoMore();
      expect(await halfClosed.hearAll()).toBe('');
      expect(await say(last, 'agora eu')).toBe('Mensagem recebida.');
      expect(server.stderr).toContain(`A conexão com ${reset.name} foi cortada (ECONNRESET): `);
      expect(server.stderr.match(/\/erros/g)).toHaveLength(1);
    });
  });
});

/** Whether a program says more than `length` characters within a second. */
async function saysMore(program: Program, length: number): Promise<boolean> {
  const deadline = performance.now() + 1_000;
  while (program.stdout.length <= length) {
    if (performance.now() > deadline) return false;
    await setImmediate();
  }
  return true;
}

describe.each(both)('conversation-server in $language', ({ program, skip }) => {
  test.skipIf(skip || skipWithoutLateReader)(
    'a client that sends and does not read: no more is taken from it until it reads; then each answer comes',
    async () => {
      const limit = 110_000; // some thousand messages, one by one
      await using server = start(program, [...anyPort, '--idle-timeout', '30'], { limit });
      const port = await server.listening();
      const late = lateReader(port, 'at the end');
      await using client = start(late, [], { input: 'open', limit });
      let messages = 0;
      for (let taken = true; taken && messages < 30_000; ) {
        const { length } = server.stdout;
        client.type('x');
        messages += 1;
        taken = await saysMore(server, length);
      }
      expect(messages).toBeLessThan(30_000);
      client.endInput();
      const { stdout } = await client.ended;
      const received = server.stdout.split('Recebido de').length - 1;
      expect(stdout).toBe('Mensagem recebida.'.repeat(received));
    },
    120_000,
  );
});

describe.concurrent.each(both)('conversation-server in $language cuts off', ({ program, skip }) => {
  test.skipIf(skip)('a silent client, says so, and serves the one who waits', async () => {
    await using server = start(program, [...anyPort, '--idle-timeout', '0.6']);
    const port = await server.listening();
    await using silent = await takeTurn(port);
    const since = performance.now();
    await using waiting = await Peer.open(port);
    await waiting.say('oi');
    expect(await silent.hearAll()).toBe('Tempo esgotado.');
    expect(performance.now() - since).toBeGreaterThan(550);
    silent.sayNoMore();
    expect(await silent.closed).toBeUndefined();
    expect(await waiting.hear('.')).toBe('Mensagem recebida.');
    expect(server.stderr).toBe('');
  });

  test.skipIf(skip)('one that was told so and keeps its side open', async () => {
    await using server = start(program, [...anyPort, '--idle-timeout', '0.3']);
    const port = await server.listening();
    await using silent = await Peer.open(port);
    expect(await silent.hearAll()).toBe('Tempo esgotado.');
    await using _next = await takeTurn(port);
  });
});

testContract(both, {
  port: 50_000,
  idleTimeout: true,
  begin: takeTurn,
  async converse(port) {
    await using peer = await takeTurn(port);
    peer.sayNoMore();
    expect(await peer.hearAll()).toBe('');
  },
});
