import { loads } from '@tomada/marshal';
import { open, Peer, type Program, start, UdpPeer } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  exchange,
  framed,
  int64,
  type Solution,
  singly,
  solutions,
  uint32s,
  uint64,
} from './solutions.ts';

/** Starts the server once for all tests of a block, and gives its port. */
function startOnce({ program }: Solution, ...args: string[]): () => number {
  let server: Program;
  let port = 0;
  beforeAll(async () => {
    server = start(program, ['--port', '0', ...args], { limit: 120_000 });
    port = await server.listening();
  });
  afterAll(async () => {
    const ended = await server.interrupt();
    await server[Symbol.asyncDispose]();
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.stderr).not.toMatch(/^\s+at |Traceback/m);
  });
  return () => port;
}

const NOTHING = Buffer.alloc(0);

/** What every TCP server does with clients that do not keep to the protocol. */
function testBadClients(port: () => number, half: Uint8Array, good: () => Promise<void>): void {
  test('half a message, then silence, then a reset: the others are served', async () => {
    await using silent = await Peer.open(port());
    await silent.say(half);
    await good();
    silent.socket.resetAndDestroy();
    await good();
  });

  test('connects and leaves at once: the others are served', async () => {
    expect(await exchange(port(), [])).toEqual(NOTHING);
    await good();
  });
}

function testIdle(solution: Solution, half: Uint8Array): void {
  describe('with --idle-timeout 1', () => {
    const port = startOnce(solution, '--idle-timeout', '1');
    test('half a message and silence: closed without an answer', async () => {
      expect(await exchange(port(), [half], 'keep open')).toEqual(NOTHING);
    });
  });
}

const oracles = solutions('oracle-server');
describe.each(oracles)('oracle server in $language', (solution) => {
  describe.skipIf(solution.skip)('answers', () => {
    const port = startOnce(solution);
    const anAnswer = /^(?:sim|não|talvez)$/;

    test.each([
      ['Vai chover?\n', 'keep open'],
      ['Vai chover?\r\n', 'keep open'],
      ['Será que não?', 'half-close'],
      ['uma\ndepois\noutra', 'half-close'],
    ] as const)('%j, %s: one of the three, no newline, and closes', async (question, ending) => {
      const whole = await exchange(port(), [question], ending);
      expect(whole.toString()).toMatch(anAnswer);
      const pieces = await exchange(port(), singly(question), ending);
      expect(pieces.toString()).toMatch(anAnswer);
    });

    test.each(['\n', '\r\n', ''])('the empty question %j: no answer', async (question) => {
      expect(await exchange(port(), [question])).toEqual(NOTHING);
    });

    test('many questions: all three answers', async () => {
      const asked = Array.from({ length: 100 }, () => exchange(port(), ['?\n']));
      const answers = new Set((await Promise.all(asked)).map(String));
      expect([...answers].sort()).toEqual(['não', 'sim', 'talvez']);
    });

    test('more than 64 KiB without a newline: no answer, and the end', async () => {
      const long = Buffer.alloc(70_000, 'a');
      expect(await exchange(port(), [long], 'keep open')).toEqual(NOTHING);
    });

    testBadClients(port, Buffer.from('Ser\xc3', 'latin1'), async () => {
      expect((await exchange(port(), ['?\n'])).toString()).toMatch(anAnswer);
    });
    testIdle(solution, Buffer.from('?'));
  });
});

describe.each(solutions('primes-server'))('primes server in $language', (solution) => {
  describe.skipIf(solution.skip)('answers', () => {
    const port = startOnce(solution);
    // 4294967279 and 4294967291 are the last primes under 2³²; the next one is 4294967311.
    const last = 4294967279n * 4294967291n;
    test.each([
      [-(2n ** 63n), 0n],
      [-7n, 0n],
      [0n, 0n],
      [1n, 0n],
      [2n, 6n],
      [3n, 15n],
      [4n, 15n],
      [7n, 77n],
      [10n, 77n],
      [25n, 23n * 29n],
      [1_000_000n, 999_983n * 1_000_003n],
      [4_294_967_279n, last],
      [4_294_967_290n, last],
      [4_294_967_291n, 0n],
      [4_294_967_295n, 0n],
      [2n ** 32n, 0n],
      [10n ** 12n, 0n],
      [2n ** 63n - 1n, 0n],
    ])('N = %s: X = %s', async (n, x) => {
      expect(await exchange(port(), [int64(n)], 'keep open')).toEqual(uint64(x));
    });

    test('cut into single bytes, and more than N: the same X', async () => {
      expect(await exchange(port(), singly(int64(10n)))).toEqual(uint64(77n));
      expect(await exchange(port(), [int64(10n), 'mais'], 'keep open')).toEqual(uint64(77n));
    });

    test('7 bytes and the end: no answer', async () => {
      expect(await exchange(port(), [int64(10n).subarray(0, 7)])).toEqual(NOTHING);
    });

    testBadClients(port, int64(10n).subarray(0, 4), async () => {
      expect(await exchange(port(), [int64(4n)])).toEqual(uint64(15n));
    });
    testIdle(solution, int64(10n).subarray(0, 4));
  });
});

describe.each(solutions('divisors-server'))('divisors server in $language', (solution) => {
  describe.skipIf(solution.skip)('answers', () => {
    const port = startOnce(solution);
    const ask = async (n: bigint) => loads(await exchange(port(), [int64(n)], 'keep open'));

    test('6: exactly these bytes, cut or not, and with more after them', async () => {
      const bytes = Buffer.from('5b040000006901000000690200000069030000006906000000', 'hex');
      expect(await exchange(port(), [int64(6n)], 'keep open')).toEqual(bytes);
      expect(await exchange(port(), singly(int64(6n)))).toEqual(bytes);
      expect(await exchange(port(), [int64(6n), 'mais'], 'keep open')).toEqual(bytes);
    });

    test.each([
      [-(2n ** 63n), []],
      [-6n, []],
      [0n, []],
      [1n, [1]],
      [2n, [1, 2]],
      [36n, [1, 2, 3, 4, 6, 9, 12, 18, 36]],
      [999_999_999_989n, [1, 999_999_999_989]],
      [999_966_000_289n, [1, 999_983, 999_966_000_289]], // the square of a prime
    ])('N = %s: %j', async (n, list) => {
      expect(await ask(n)).toEqual(list);
    });

    test('10¹²: 169 divisors in rising order, and the others need not wait', async () => {
      const large = ask(10n ** 12n);
      expect(await ask(6n)).toEqual([1, 2, 3, 6]);
      const list = (await large) as number[]; // a list of numbers, as what follows shows
      expect(list).toHaveLength(169);
      expect(list.every((d, i) => 10 ** 12 % d === 0 && d > (list[i - 1] ?? 0))).toBe(true);
    });

    test('over 2⁵³: no answer', async () => {
      expect(await exchange(port(), [int64(2n ** 53n)], 'keep open')).toEqual(NOTHING);
    });

    test('7 bytes and the end: no answer', async () => {
      expect(await exchange(port(), [int64(6n).subarray(0, 7)])).toEqual(NOTHING);
    });

    testBadClients(port, int64(6n).subarray(0, 4), async () => {
      expect(await ask(1n)).toEqual([1]);
    });
    testIdle(solution, int64(6n).subarray(0, 4));
  });
});

describe.each(solutions('framing-server'))('framing server in $language', (solution) => {
  describe.skipIf(solution.skip)('answers', () => {
    const port = startOnce(solution);
    const sent = Buffer.concat(['olá', '', 'straße', 'a\nb'].map(framed));
    const answers = Buffer.concat(['OLÁ', '', 'STRASSE', 'A\nB'].map(framed));

    test('many messages in one piece, and in single bytes: the same answers, in order', async () => {
      expect(await exchange(port(), [sent])).toEqual(answers);
      expect(await exchange(port(), singly(sent))).toEqual(answers);
    });

    test('one message and the next only after its answer', async () => {
      await using peer = await Peer.open(port());
      await peer.say(framed('um'));
      expect(await peer.hear('UM')).toBe('\0\0\0\x02UM');
      await peer.say(framed('dois'));
      expect(await peer.hear('DOIS')).toBe('\0\0\0\x04DOIS');
    });

    test.each([
      ['a head in halves', framed('olá').subarray(0, 2)],
      ['a body in halves', framed('olá').subarray(0, 6)],
    ])('%s and the end: no answer to that one', async (_, cut) => {
      expect(await exchange(port(), [sent, cut])).toEqual(answers);
    });

    test('65,536 bytes are answered; a length of one more is not, nor what comes after it', async () => {
      const longest = 'a'.repeat(65_536);
      expect(await exchange(port(), [framed(longest)])).toEqual(framed(longest.toUpperCase()));
      const rest = [sent, uint32s(65_537), framed('x')];
      expect(await exchange(port(), rest, 'keep open')).toEqual(answers);
      expect(await exchange(port(), [uint32s(0xffff_ffff)], 'keep open')).toEqual(NOTHING);
    });

    test('bytes that are no UTF-8: U+FFFD', async () => {
      const answer = await exchange(port(), [framed(Uint8Array.of(0x61, 0xff))]);
      expect(answer).toEqual(framed('A\ufffd'));
    });

    testBadClients(port, framed('olá').subarray(0, 6), async () => {
      expect(await exchange(port(), [framed('oi')])).toEqual(framed('OI'));
    });
    testIdle(solution, framed('olá').subarray(0, 6));
  });
});

describe.each(solutions('broadcast-server'))('broadcast server in $language', (solution) => {
  describe.skipIf(solution.skip)('passes on', () => {
    let server: Program;
    let port = 0;
    beforeAll(async () => {
      server = start(solution.program, ['--port', '0'], { limit: 120_000 });
      port = await server.listening();
    });
    afterAll(async () => {
      expect(await server.interrupt()).toMatchObject({ code: 0 });
      await server[Symbol.asyncDispose]();
    });
    /** A client whom the server has noticed. */
    const arrive = async () => {
      const peer = await Peer.open(port);
      await server.waitFor(new RegExp(`^${peer.name} chegou`, 'm'));
      return peer;
    };

    test('each line to every other, never to its sender, the bytes as they came', async () => {
      await using ana = await arrive();
      await using bia = await arrive();
      await using caio = await arrive();
      await ana.say(...singly('olá\r\n'), 'um\ndo', 'is\n');
      for (const other of [bia, caio]) expect(await other.hear('dois\n')).toBe('olá\r\num\ndois\n');
      await bia.say('fim\n');
      expect(await ana.hear('\n')).toBe('fim\n');
      expect(await caio.hear('\n')).toBe('fim\n');
    });

    test('resets, unfinished lines and half-closes harm nobody', async () => {
      await using ana = await arrive();
      await using bia = await arrive();
      const reset = await arrive();
      await reset.say('nunca acaba');
      reset.socket.resetAndDestroy();
      await server.waitFor(new RegExp(`^${reset.name} saiu`, 'm'));
      await using gone = await arrive();
      await gone.say('meia');
      gone.sayNoMore();
      expect(await gone.hearAll()).toBe('');
      await ana.say('oi\n');
      expect(await bia.hear('\n')).toBe('oi\n');
    });

    test('65,536 bytes in a line pass; one more ends that client only', async () => {
      await using ana = await arrive();
      await using bia = await arrive();
      const longest = `${'a'.repeat(65_536)}\n`;
      await ana.say(longest);
      expect(await bia.hear('\n')).toBe(longest);
      await ana.say('b'.repeat(65_537));
      await server.waitFor(new RegExp(`^${ana.name} saiu`, 'm'));
      await using caio = await arrive();
      await caio.say('oi\n');
      expect(await bia.hear('\n')).toBe('oi\n');
    });

    test('a client that never reads: the others hear all, and it is dropped in the end', async () => {
      await using ana = await arrive();
      await using bia = await arrive();
      const deaf = await open(port);
      deaf.on('error', () => {});
      deaf.pause();
      const block = `${'x'.repeat(65_535)}\n`.repeat(16);
      for (let sent = 0; sent < 48; sent++) {
        await ana.say(block);
        expect((await bia.hear(block)).length).toBe(block.length);
      }
      await ana.say('fim\n');
      expect(await bia.hear('\n')).toBe('fim\n');
      await server.waitFor(new RegExp(`^127\\.0\\.0\\.1:${deaf.localPort} saiu`, 'm'));
      deaf.destroy();
    });
  });
});

describe.each(solutions('reliable-echo-server'))(
  'reliable echo server in $language',
  (solution) => {
    describe.skipIf(solution.skip)('answers', () => {
      const port = startOnce(solution);
      const message = (number: number, text: string) =>
        Buffer.concat([uint32s(number), Buffer.from(text)]);
      const echo = (number: number, order: number, text: string) =>
        Buffer.concat([uint32s(number, order), Buffer.from(text)]);

      test('counts the different ones of each client, and repeats the same answer', async () => {
        await using ana = await UdpPeer.open();
        await using bia = await UdpPeer.open();
        expect(await ana.ask(message(7, 'olá'), port())).toEqual(echo(7, 1, 'olá'));
        expect(await ana.ask(message(0xffff_ffff, ''), port())).toEqual(echo(0xffff_ffff, 2, ''));
        expect(await ana.ask(message(7, 'olá'), port())).toEqual(echo(7, 1, 'olá'));
        expect(await bia.ask(message(7, 'oi'), port())).toEqual(echo(7, 1, 'oi'));
        expect(await ana.ask(message(1, '\xff'), port())).toEqual(echo(1, 3, '\xff'));
      });

      test('fewer than 4 bytes: no answer, and the next is answered', async () => {
        await using peer = await UdpPeer.open();
        await peer.send('', port());
        await peer.send('abc', port());
        expect(await peer.ask(message(1, 'x'), port())).toEqual(echo(1, 1, 'x'));
        expect(peer.came).toHaveLength(0);
      });
    });
  },
);
