import { once } from 'node:events';
import {
  cut,
  lateReader,
  open,
  Peer,
  readAll,
  sendUntilStuck,
  skipWithoutLateReader,
  skipWithoutPython,
  start,
  twins,
} from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lettersThatDiffer } from './letters.ts';
import { anyPort, sharedServer, testContract } from './server-contract.ts';

const both = twins('tcp-server', 'start:lines', 'lines-server');
const tooLong = 'ERRO: linha com mais de 65536 bytes; a conversa termina aqui.\n';

/** Sends pieces, says that no more comes, and gives the whole answer. */
async function tell(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  await using peer = await Peer.open(port);
  await peer.say(...pieces);
  peer.sayNoMore();
  return await peer.hearAll();
}

describe.each(both)('lines-server in $language', ({ program, skip }) => {
  describe.skipIf(skip)('answers', () => {
    const port = sharedServer(program);

    test.each([
      ['a line', ['olá mundo\n'], 'OLÁ MUNDO\n'],
      ['many lines in one piece', ['um\ndois\ntrês\n'], 'UM\nDOIS\nTRÊS\n'],
      ['a line whose \\r\\n comes in two pieces', ['oi\r', '\ntchau\n'], 'OI\nTCHAU\n'],
      ['a \\r that is not at the end, which belongs to the line', ['a\rb\r\r\n'], 'A\rB\r\n'],
      ['white space, which belongs to the line', [' \tolá \n'], ' \tOLÁ \n'],
      ['an unterminated last line', ['um\ndois'], 'UM\nDOIS\n'],
      ['an unterminated last line with its \\r', ['dois\r'], 'DOIS\n'],
      ['empty lines', ['\n\r\n\n'], '\n\n\n'],
      ['half a character before the end of the line', [Uint8Array.of(0xc3, 0x0a)], '\ufffd\n'],
      ['nothing', [], ''],
    ])('%s', async (_name, pieces, answer) => {
      expect(await tell(port(), ...pieces)).toBe(answer);
    });

    test('each line at once, on one connection that stays open, and says who came and went', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      for (const word of ['um', 'dois', 'três']) {
        await peer.say(`${word}\n`);
        expect(await peer.hear('\n')).toBe(`${word.toUpperCase()}\n`);
      }
      peer.sayNoMore();
      expect(await peer.hearAll()).toBe('');
      expect(await peer.closed).toBeUndefined();
      await server.waitFor(/fechada\n/);
      expect(server.stdout).toBe(
        `Escutando em 127.0.0.1:${port}\nNova conexão: ${peer.name}\nConexão com ${peer.name} fechada\n`,
      );
      expect(server.stderr).toBe('');
    });

    test('100,000 lines sent without waiting for an answer', async () => {
      await using server = start(program, anyPort);
      const connection = await open(await server.listening());
      connection.end('olá, linha\n'.repeat(100_000));
      expect((await readAll(connection)).equals(Buffer.from('OLÁ, LINHA\n'.repeat(100_000)))).toBe(
        true,
      );
    });

    test('every byte to a client that reads nothing until it has sent all and half-closed', async () => {
      await using server = start(program, anyPort);
      const connection = await open(await server.listening());
      // More than the sending buffer here, its receiving buffer and its sending buffer hold.
      const line = `${'x'.repeat(60_000)}\n`;
      const { sent, stuck } = await sendUntilStuck(connection, Buffer.from(line), 64_000_000);
      expect(stuck).toBe(true);
      connection.end();
      const answer = await readAll(connection);
      expect(answer.length).toBe(sent);
      expect(answer.equals(Buffer.from(line.toUpperCase().repeat(sent / line.length)))).toBe(true);
    });

    test('one client at once while 1,000 others say nothing, or half a line', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const idle = await Promise.all(Array.from({ length: 1_000 }, () => Peer.open(port)));
      await Promise.all(idle.slice(500).map((peer) => peer.say('meia li')));
      expect(await tell(port, 'vivo\n')).toBe('VIVO\n');
      await Promise.all(idle.slice(500).map((peer) => peer.say('nha\n')));
      const answers = await Promise.all(idle.slice(500).map((peer) => peer.hear('\n')));
      expect(new Set(answers)).toEqual(new Set(['MEIA LINHA\n']));
      await Promise.all(idle.map((peer) => peer[Symbol.asyncDispose]()));
    });

    test('any bytes, cut anywhere: what the lines say, whatever the cuts', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const otherInPython = await lettersThatDiffer();
      const part = fc.oneof(
        fc.uint8Array({ maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 8 }).map((text) => Buffer.from(text)),
        fc.constantFrom('\n', '\r\n', '\r', 'é', '🙂').map((text) => Buffer.from(text)),
      );
      const stream = fc
        .array(part, { maxLength: 12 })
        .map((parts) => Buffer.concat(parts))
        .filter((bytes) => ![...bytes.toString()].some((letter) => otherInPython.has(letter)));
      const cuts = fc.array(fc.nat({ max: 150 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(stream, cuts, async (bytes, places) => {
          expect(await tell(port, ...cut(bytes, places))).toBe(answerTo(bytes));
        }),
        { numRuns: 150 },
      );
      expect(server.stderr).toBe('');
    });
  });

  describe.skipIf(skip)('a line of at most 65,536 bytes', () => {
    const port = sharedServer(program);
    const longest = 'x'.repeat(65_536);

    test.each([
      ['with \\n', [`${longest}\n`]],
      ['with \\r\\n, cut before the \\n', [`${longest}\r`, '\n']],
      ['unterminated', [longest]],
      ['in letters of two bytes', [`${'é'.repeat(32_768)}\n`]],
    ])('passes: %s', async (_name, pieces) => {
      const answer = await tell(port(), ...pieces);
      expect(answer).toBe(`${pieces.join('').trim().toUpperCase()}\n`);
    });

    test.each([
      ['after the answers to the lines before', [`um\ndois\n${longest}y\n`], 'UM\nDOIS\n'],
      ['while it is not finished', [`um\n${longest}`, 'y'], 'UM\n'],
      ['when it ends in \\r but goes on', [`${longest}\r`, 'y\n'], ''],
      ['and nothing after it is answered', [`${longest}y\ntrês\n`], ''],
    ])('one byte more is refused: %s', async (_name, pieces, before) => {
      await using peer = await Peer.open(port());
      await peer.say(...pieces);
      expect(await peer.hearAll()).toBe(before + tooLong);
      peer.sayNoMore();
      expect(await peer.closed).toBeUndefined();
    });

    test('a client that goes on sending megabytes gets the reply, and no reset before it', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const connection = await open(port);
      // It reads only after all is sent, and what comes after the long line looks like good lines.
      connection.end(`${'x'.repeat(70_000)}\n${'oi\n'.repeat(7_000_000)}`);
      await once(connection, 'finish');
      expect((await readAll(connection)).toString()).toBe(tooLong);
      expect(await tell(port, 'vivo\n')).toBe('VIVO\n');
      expect(server.stderr).toBe('');
    });
  });
});

describe.concurrent.each(both)('lines-server in $language cuts off', ({ program, skip }) => {
  const idle = (seconds: string) => [...anyPort, '--idle-timeout', seconds];

  test.skipIf(skip)(
    'one that falls silent in a line, and says why: not before --idle-timeout',
    async () => {
      await using server = start(program, idle('0.6'));
      const port = await server.listening();
      const since = performance.now();
      await using peer = await Peer.open(port);
      await peer.say('meia linha');
      expect(await peer.hearAll()).toBe(
        'ERRO: 0.6 s sem uma linha inteira; a conversa termina aqui.\n',
      );
      expect(performance.now() - since).toBeGreaterThan(550);
      peer.sayNoMore();
      expect(await peer.closed).toBeUndefined();
      await server.waitFor(/fechada/);
      expect(server.stderr).toBe('');
    },
  );

  test.skipIf(skip)('one that sends a byte now and then and never a newline', async () => {
    await using server = start(program, idle('0.6'));
    await using peer = await Peer.open(await server.listening());
    const drip = setInterval(() => peer.socket.write('x'), 100);
    try {
      expect(await peer.hearAll()).toBe(
        'ERRO: 0.6 s sem uma linha inteira; a conversa termina aqui.\n',
      );
    } finally {
      clearInterval(drip);
    }
  });

  test.skipIf(skip)('not one that sends a line now and then, for longer than that', async () => {
    await using server = start(program, idle('1'));
    await using peer = await Peer.open(await server.listening());
    const since = performance.now();
    while (performance.now() - since < 2_000) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      await peer.say('oi\n');
      expect(await peer.hear('\n')).toBe('OI\n');
    }
    peer.sayNoMore();
    expect(await peer.hearAll()).toBe('');
  });

  test.skipIf(skip || skipWithoutLateReader)(
    'one that has half-closed and takes no answer: reset in the end',
    async () => {
      await using server = start(program, idle('1'));
      const port = await server.listening();
      const input = 'x'.repeat(60_000);
      await using client = start(lateReader(port, 'never'), [], { input: `${input}\n${input}` });
      await server.waitFor(/Nova conexão: (.*)\n(?:.*\n)*Conexão com \1 fechada/);
      expect(client.stderr).toBe('');
    },
  );

  test.skipIf(skip || process.platform !== 'linux')(
    'one that sends lines for ever and reads none: its bytes are no longer taken, the memory is bounded',
    async () => {
      await using server = start(program, idle('2'));
      const port = await server.listening();
      expect(await tell(port, 'x'.repeat(60_000))).toHaveLength(60_001);
      const before = server.residentBytes;
      await using peer = await Peer.open(port);
      const lines = Buffer.from(`${'x'.repeat(1_000)}\n`.repeat(64));
      expect(await sendUntilStuck(peer.socket, lines, 256_000_000)).toMatchObject({ stuck: true });
      expect(server.residentBytes - before).toBeLessThan(48_000_000);
      expect(await tell(port, 'vivo\n')).toBe('VIVO\n');
      await server.waitFor(new RegExp(`Conexão com ${peer.name} fechada`));
    },
  );
});

testContract(both, {
  port: 8080,
  idleTimeout: true,
  async begin(port) {
    const peer = await Peer.open(port);
    await peer.say('oi\n');
    expect(await peer.hear('\n')).toBe('OI\n');
    return peer;
  },
  async converse(port) {
    expect(await tell(port, 'vivo\n')).toBe('VIVO\n');
  },
});

test.skipIf(skipWithoutPython)(
  'lines-server: 300 clients at once leave whole lines on both terminals',
  async () => {
    for (const { program } of both) {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await Promise.all(Array.from({ length: 300 }, () => tell(port, 'oi\n')));
      await server.waitForTimes(1 + 2 * 300, '\n');
      const line = /^(Nova conexão: [\d.:]+|Conexão com [\d.:]+ fechada|Escutando em [\d.:]+|)$/;
      expect(server.stdout.split('\n').filter((each) => !line.test(each))).toEqual([]);
    }
  },
);

/** The answer that the bytes deserve: each line without its ending, in upper case. */
function answerTo(bytes: Buffer): string {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, bytes[end - 1] === 0x0d && end > start ? end - 1 : end);
    lines.push(`${line.toString('utf8').toUpperCase()}\n`);
    start = end + 1;
  }
  return lines.join('');
}
