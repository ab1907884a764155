import { ask, open, Peer, readAll, run, sendUntilStuck, start, twins } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const anyPort = ['--port', '0'];
const FIRST = 'Há 25 primos até 100.\n';

/** Sends all, says that no more comes, and gives all answers. */
async function converse(port: number, text: string | Uint8Array): Promise<string> {
  const connection = await open(port);
  connection.end(text);
  return (await readAll(connection)).toString();
}

describe.each(twins('threads', 'start:server', 'primes-server'))(
  'primes server in $language',
  ({ program, skip }) => {
    test.skipIf(skip).each([['--workers=2'], ['--single-thread']])(
      'with %s: each line its answer, the last one without a newline too',
      async (option) => {
        await using server = start(program, [...anyPort, option]);
        const port = await server.listening();
        expect(await converse(port, '100\r\n0\n1\n2\n\nabc\n-1\n2.5\n10000001\n007')).toBe(
          [
            'Há 25 primos até 100.',
            'Há 0 primos até 0.',
            'Há 0 primos até 1.',
            'Há 1 primos até 2.',
            ...Array(5).fill('ERRO: mande um número inteiro de 0 a 10000000.'),
            'Há 4 primos até 7.\n',
          ].join('\n'),
        );
        expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
      },
    );

    test.skipIf(skip)('cut anywhere: the same answers', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const bytes = Buffer.from('100\nolá\n7\n');
      const whole = await converse(port, bytes);
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 5 }), async (cuts) => {
          const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
          await using peer = await Peer.open(port);
          await peer.say(...places.slice(1).map((end, i) => bytes.subarray(places[i], end)));
          peer.sayNoMore();
          expect(await peer.hear(whole)).toBe(whole);
        }),
        { numRuns: 25 },
      );
    });

    test.skipIf(skip)('a sum that fails: an answer, and the others go on', async () => {
      await using server = start(program, [...anyPort, '--workers', '1']);
      const port = await server.listening();
      expect(await converse(port, 'quebre\n100\n')).toBe(
        `ERRO: a conta falhou: você pediu para quebrar.\n${FIRST}`,
      );
      expect(await converse(port, '100\n')).toBe(FIRST);
      const { code, stdout, stderr } = await server.interrupt();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Uma conta falhou: você pediu para quebrar\n');
    });

    test.skipIf(skip)(
      'a sum that never ends: ended at its deadline, and the next one',
      async () => {
        await using server = start(program, [...anyPort, '--workers', '1', '--deadline', '2']);
        const port = await server.listening();
        await using stuck = await Peer.open(port);
        await stuck.say('trave\n');
        const next = converse(port, '100\n'); // waits for the only thread
        expect(await stuck.hear('\n')).toBe('ERRO: a conta passou de 2 s.\n');
        expect(await next).toBe(FIRST);
      },
    );

    test.skipIf(skip)(
      'two threads: a small sum does not wait for one that never ends',
      async () => {
        await using server = start(program, [...anyPort, '--workers', '2', '--deadline', '20']);
        const port = await server.listening();
        await using stuck = await Peer.open(port);
        await stuck.say('trave\n');
        expect(await converse(port, '100\n')).toBe(FIRST);
        // Ctrl-C ends the thread that never ends, too.
        expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
      },
    );

    test.skipIf(skip)('--single-thread: what would stop the whole server is refused', async () => {
      await using server = start(program, [...anyPort, '--single-thread']);
      const port = await server.listening();
      expect(await converse(port, 'trave\nquebre\n100\n')).toBe(
        `ERRO: a conta falhou: sem threads, isso pararia o servidor.\nERRO: a conta falhou: você pediu para quebrar.\n${FIRST}`,
      );
    });

    test.skipIf(skip)('100 clients at once, each its own number', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const numbers = Array.from({ length: 100 }, (_, i) => i * 10);
      const answers = await Promise.all(numbers.map((n) => converse(port, `${n}\n`)));
      expect(answers.map((answer) => /até (\d+)\./.exec(answer)?.[1])).toEqual(numbers.map(String));
    });

    test.skipIf(skip)('a client that leaves during its sum: the server goes on', async () => {
      await using server = start(program, [...anyPort, '--workers', '1', '--deadline', '4']);
      const port = await server.listening();
      const connection = await open(port);
      connection.write('trave\n');
      await server.waitFor(/Nova conexão/);
      connection.resetAndDestroy();
      expect(await converse(port, '100\n')).toBe(FIRST);
      expect(await server.interrupt()).toMatchObject({ code: 0 });
    });

    test.skipIf(skip)('too long a line, or silence: a reason, and the end', async () => {
      await using server = start(program, [...anyPort, '--idle-timeout', '1']);
      const port = await server.listening();
      expect(await ask(port, `100\n${'9'.repeat(2000)}`)).toBe(
        `${FIRST}ERRO: linha com mais de 1024 bytes; a conversa termina aqui.\n`,
      );
      expect(await ask(port, '10')).toBe(
        'ERRO: 1 s sem uma linha inteira; a conversa termina aqui.\n',
      );
    });

    test.skipIf(skip)(
      'a client that sends and never reads: held up, and the next one is served',
      async () => {
        await using server = start(program, [...anyPort, '--idle-timeout', '1']);
        const port = await server.listening();
        const greedy = await open(port);
        greedy.on('error', () => {}); // it may be cut off
        const lines = Buffer.from('x\n'.repeat(5_000));
        expect(await sendUntilStuck(greedy, lines, 50_000_000)).toMatchObject({ stuck: true });
        expect(await converse(port, '100\n')).toBe(FIRST);
        greedy.resume();
        greedy.end();
      },
    );

    test.skipIf(skip)('noise: an answer a line, and the next client', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const noise = Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7919) % 256));
      await converse(port, noise);
      expect(await converse(port, '100\n')).toBe(FIRST);
    });

    test.skipIf(skip).each([
      ['--workers', '0'],
      ['--workers', '1000000'],
      ['--workers', 'três'],
      ['--workers', '2.5'],
    ])('%s %s: one sentence with both, code 2', async (option, value) => {
      const { code, stdout, stderr } = await run(program, [option, value]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(
        `Opção ${option}: «${value}» não serve. Use um número inteiro de 1 a 64`,
      );
    });

    test.skipIf(skip)(
      'a port that is taken: said, code 1, and no thread keeps it alive',
      async () => {
        await using server = start(program, anyPort);
        const port = await server.listening();
        const { code, stdout, stderr } = await run(program, ['--port', String(port)]);
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr).toContain(`127.0.0.1:${port} (EADDRINUSE)`);
      },
    );
  },
);
