import { spawnSync } from 'node:child_process';
import { get } from 'node:http';
import { Peer, root, run, skipWithoutPython, start, twins } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyPort, sharedServer, testContract } from './server-contract.ts';

const both = twins('tcp-server', 'start:http', 'http-server');
const request = 'GET / HTTP/1.1\r\nHost: tomada\r\n\r\n';
const greeting = 'Olá da Tomada!\n';

/** A reply as it has to come, byte for byte. */
function reply(status: string, body: string, length = Buffer.byteLength(body)): string {
  return (
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
    `Content-Length: ${length}\r\nConnection: close\r\n\r\n${body}`
  );
}

const ok = reply('200 OK', greeting, 16); // á is two bytes
const noHttp = reply('400 Bad Request', 'Isto não é um pedido HTTP/1.1.\n');
const cutShort = reply('400 Bad Request', 'O pedido terminou antes da linha vazia.\n');
const tooLong = reply(
  '431 Request Header Fields Too Large',
  'Cabeçalho com mais de 16384 bytes.\n',
);

/** Sends pieces, keeps the own side open as a browser does, and gives the reply up to the server's FIN. */
async function send(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  await using peer = await Peer.open(port);
  await peer.say(...pieces);
  return await peer.hearAll();
}

const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;

describe.each(both)('http-server in $language', ({ program, skip }) => {
  describe.skipIf(skip)('replies', () => {
    const port = sharedServer(program);
    const head = (length: number) => {
      const rest = length - Buffer.byteLength('GET / HTTP/1.1\r\n\r\n');
      return `GET / HTTP/1.1\r\n${`X: ${'x'.repeat(95)}\r\n`.repeat(rest / 100)}${'y'.repeat((rest % 100) - 2)}\r\n\r\n`;
    };

    test.each([
      ['a GET', [request], ok],
      ['HTTP/1.0, without a header', ['GET / HTTP/1.0\r\n\r\n'], ok],
      ['lines that end in \\n only', ['GET /a?b=c HTTP/1.1\nHost: x\n\n'], ok],
      ['an empty line before the request', ['\r\n', request], ok],
      ['a blank line in two pieces', [request.slice(0, -1), '\n'], ok],
      ['a head of exactly 16,384 bytes', [head(16_384)], ok],
      [
        'HEAD: the length of the body, and no body',
        ['HEAD / HTTP/1.1\r\n\r\n'],
        reply('200 OK', '', 16),
      ],
      ['a word that is no HTTP', ['oi\r\n\r\n'], noHttp],
      ['HTTP/2', ['PRI * HTTP/2.0\r\n\r\n'], noHttp],
      ['a line with too little in it', ['GET /\r\n\r\n'], noHttp],
      ['a head of 16,385 bytes in one piece', [head(16_385)], tooLong],
      ['the same in two pieces', [head(16_385).slice(0, -2), '\r\n'], tooLong],
      [
        'a head over the limit before it is whole',
        ['GET / HTTP/1.1\r\n', 'x: y\r\n'.repeat(2_729)],
        tooLong,
      ],
      ['one endless line', ['GET /', 'a'.repeat(16_380)], tooLong],
      ['empty lines for ever', ['\n'.repeat(16_385)], tooLong],
    ])('%s', async (_name, pieces, answer) => {
      expect(await send(port(), ...pieces)).toBe(answer);
    });

    test('a request that comes byte by byte', async () => {
      expect(
        await send(port(), ...Array.from(Buffer.from(request), (byte) => Buffer.of(byte))),
      ).toBe(ok);
    });

    test.each([
      ['in the head', 'GET / HTTP/1.1\r\nHost: x\r\n'],
      ['in the first line', 'GET'],
      ['before a byte', ''],
    ])('a client that half-closes %s: 400', async (_where, sent) => {
      await using peer = await Peer.open(port());
      if (sent !== '') await peer.say(sent);
      peer.sayNoMore();
      expect(await peer.hearAll()).toBe(cutShort);
    });

    test('a whole request from a client that half-closes after it', async () => {
      await using peer = await Peer.open(port());
      await peer.say(request);
      peer.sayNoMore();
      expect(await peer.hearAll()).toBe(ok);
      expect(await peer.closed).toBeUndefined();
    });

    test('a POST with 1 MB of body sent with the head: the reply comes, nothing is reset', async () => {
      await using peer = await Peer.open(port());
      const post = `POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n`;
      peer.socket.end(Buffer.concat([Buffer.from(post), Buffer.alloc(1_000_000, 'x')]));
      expect(await peer.hearAll()).toBe(ok);
      expect(await peer.closed).toBeUndefined();
    });

    test('a head that goes on for megabytes: 431, and no reset before it', async () => {
      await using peer = await Peer.open(port());
      peer.socket.end(`GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(2_000_000)}`);
      expect(await peer.hearAll()).toBe(tooLong);
      expect(await peer.closed).toBeUndefined();
    });

    test('fetch and node:http of Node itself', async () => {
      const response = await fetch(`http://127.0.0.1:${port()}/`, { method: 'POST', body: 'oi' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toBe(greeting);
      const pieces = await new Promise<string>((resolve, reject) => {
        get({ port: port(), host: '127.0.0.1' }, async (incoming) => {
          resolve((await incoming.setEncoding('utf8').toArray()).join(''));
        }).on('error', reject);
      });
      expect(pieces).toBe(greeting);
    });

    test.skipIf(!hasCurl)('curl, for GET, HEAD and a POST of 1 MB: code 0', async () => {
      const curl = { name: 'curl', argv: ['curl'] as const, cwd: root };
      const url = `http://127.0.0.1:${port()}/`;
      const options = ['--silent', '--show-error', '--noproxy', '*'];
      expect(await run(curl, [...options, url])).toMatchObject({ code: 0, stdout: greeting });
      const headed = await run(curl, [...options, '--head', url]);
      expect(headed).toMatchObject({ code: 0, stdout: reply('200 OK', '', 16) });
      const posted = await run(curl, [...options, '--data-binary', '@-', url], {
        input: 'x'.repeat(1_000_000),
      });
      expect(posted).toMatchObject({ code: 0, stdout: greeting, stderr: '' });
    });
  });

  describe.skipIf(skip)('prints', () => {
    test('who asked and what, in its first line, and a stranger does not command the terminal', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      await send(port, request);
      expect(await send(port, 'GET /\x1b[2J HTTP/1.1\r\n\r\n')).toBe(ok);
      const said = 'Recebido de 127.0.0.1:\n';
      await server.waitFor(/2J HTTP\/1\.1\n/);
      expect(server.stdout).toBe(
        `Escutando em 127.0.0.1:${port}\n${said}GET / HTTP/1.1\n${said}GET /\\x1b[2J HTTP/1.1\n`,
      );
    });

    test('two requests in one piece: the first is answered and printed, the second is neither', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      expect(await send(port, `${request}GET /outro HTTP/1.1\r\n\r\n`)).toBe(ok);
      expect(await send(port, 'GET /fim HTTP/1.1\r\n\r\n')).toBe(ok);
      await server.waitFor(/fim HTTP\/1\.1\n/);
      expect(server.stdout.match(/^GET .*$/gm)).toEqual(['GET / HTTP/1.1', 'GET /fim HTTP/1.1']);
    });

    test('100 clients at once: each its reply, each line whole', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const replies = await Promise.all(
        Array.from({ length: 100 }, (_, number) => send(port, `GET /${number} HTTP/1.1\r\n\r\n`)),
      );
      expect(new Set(replies)).toEqual(new Set([ok]));
      await server.waitForTimes(1 + 2 * 100, '\n');
      const lines = server.stdout.trimEnd().split('\n').slice(1);
      const whole = /^(Recebido de 127\.0\.0\.1:|GET \/\d+ HTTP\/1\.1)$/;
      expect(lines.filter((line) => !whole.test(line))).toEqual([]);
    });
  });

  describe.skipIf(skip)('--once', () => {
    const shown = [
      'Recebido de 127.0.0.1:',
      'GET / HTTP/1.1',
      'Host: tomada',
      'Enviado:',
      ...ok.trimEnd().split('\r\n'),
      'Encerrado.',
      '',
    ].join('\n');

    test('shows the request and the reply whole, and ends by itself: code 0', async () => {
      await using server = start(program, [...anyPort, '--once']);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      await peer.say(request);
      expect(await peer.hearAll()).toBe(ok);
      peer.sayNoMore();
      const stdout = `Escutando em 127.0.0.1:${port}\n${shown}`;
      expect(await server.ended).toEqual({ code: 0, signal: null, stdout, stderr: '' });
    });

    test('connections without a request neither count nor keep it alive', async () => {
      await using server = start(program, [...anyPort, '--once']);
      const port = await server.listening();
      await using _idle = await Peer.open(port);
      await using gone = await Peer.open(port);
      gone.sayNoMore();
      expect(await gone.hearAll()).toBe(cutShort);
      await using peer = await Peer.open(port);
      await peer.say(request);
      expect(await peer.hearAll()).toBe(ok);
      peer.sayNoMore();
      const stdout = `Escutando em 127.0.0.1:${port}\n${shown}`;
      expect(await server.ended).toEqual({ code: 0, signal: null, stdout, stderr: '' });
    });

    test('a client that resets once it has the reply: it ends all the same, code 0', async () => {
      await using server = start(program, [...anyPort, '--once']);
      await using peer = await Peer.open(await server.listening());
      await peer.say(request);
      await peer.hear(greeting);
      peer.socket.resetAndDestroy();
      expect(await server.ended).toMatchObject({ code: 0, signal: null });
    });

    test('a second request while the first client has not closed yet (a favicon): not shown', async () => {
      await using server = start(program, [...anyPort, '--once']);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      await peer.say(request);
      expect(await peer.hearAll()).toBe(ok);
      await send(port, 'GET /favicon.ico HTTP/1.1\r\n\r\n').catch(() => {}); // refused, cut off, or answered
      peer.sayNoMore();
      const ended = await server.ended;
      expect(ended.code).toBe(0);
      expect(ended.stdout).toBe(`Escutando em 127.0.0.1:${port}\n${shown}`);
    });
  });
});

describe.concurrent.each(both)(
  'http-server in $language cuts off with 408',
  ({ program, skip }) => {
    const timedOut = reply('408 Request Timeout', '0.6 s sem um pedido inteiro.\n');
    const args = [...anyPort, '--idle-timeout', '0.6'];

    test.skipIf(skip)('a silent client, not before --idle-timeout', async () => {
      await using server = start(program, args);
      const port = await server.listening();
      const since = performance.now();
      await using peer = await Peer.open(port);
      expect(await peer.hearAll()).toBe(timedOut);
      expect(performance.now() - since).toBeGreaterThan(550);
      expect(await send(port, request)).toBe(ok);
      expect(server.stderr).toBe('');
    });

    test.skipIf(skip)(
      'one whose head comes byte by byte, lines included, and never ends',
      async () => {
        await using server = start(program, args);
        await using peer = await Peer.open(await server.listening());
        await peer.say('GET / HTTP/1.1\r\n');
        const drip = setInterval(() => peer.socket.write('a: b\r\n'), 100);
        try {
          expect(await peer.hearAll()).toBe(timedOut);
        } finally {
          clearInterval(drip);
        }
      },
    );

    test.skipIf(skip)(
      'not one that was answered and keeps its side open: that one after 5 seconds',
      async () => {
        await using server = start(program, args);
        await using peer = await Peer.open(await server.listening());
        await peer.say(request);
        expect(await peer.hearAll()).toBe(ok);
        const since = performance.now();
        const knock = setInterval(() => peer.socket.write('?'), 100);
        expect(await peer.closed).toMatch(/^(ECONNRESET|EPIPE)$/);
        clearInterval(knock);
        expect(performance.now() - since).toBeGreaterThan(4_000);
      },
    );
  },
);

testContract(both, {
  port: 8080,
  idleTimeout: true,
  async begin(port) {
    const peer = await Peer.open(port);
    await peer.say('GET / HTTP/1.1\r\n');
    expect(await send(port, request)).toBe(ok); // connections are accepted in their order
    return peer;
  },
  async converse(port) {
    expect(await send(port, request)).toBe(ok);
  },
});

describe.skipIf(skipWithoutPython)('http-server in TypeScript against Python', () => {
  const [typescript, python] = both.map(({ program }) => program);
  const ports = [typescript, python].flatMap((program) => (program ? [sharedServer(program)] : []));

  test('any head, cut anywhere: the same reply', async () => {
    const target = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      fc.constantFrom('\x1c', '\x85', '\u00a0', '\ufeff'), // white space for one of the languages
    );
    const first = fc.oneof(
      target.map((text) => `GET /${text} HTTP/1.1`),
      fc.constantFrom('GET / HTTP/1.1', 'get / HTTP/1.1', 'GET  / HTTP/1.1', 'HEAD * HTTP/1.0', ''),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const ending = fc.constantFrom('\n', '\r\n', '\r', '');
    const line = fc.tuple(first, ending).map((parts) => parts.join(''));
    const head = fc.array(line, { maxLength: 3 }).map((lines) => Buffer.from(lines.join('')));
    const answer = async (port: number, pieces: readonly Uint8Array[]) => {
      await using peer = await Peer.open(port);
      await peer.say(...pieces);
      peer.sayNoMore();
      return await peer.hearAll();
    };
    await fc.assert(
      fc.asyncProperty(head, fc.nat(), async (bytes, place) => {
        const where = place % (bytes.length + 1);
        const pieces = [bytes.subarray(0, where), bytes.subarray(where)];
        const [ours, theirs, cut] = await Promise.all([
          ...ports.map((port) => answer(port(), [bytes])),
          ...ports.slice(0, 1).map((port) => answer(port(), pieces)),
        ]);
        expect(theirs).toBe(ours);
        expect(cut).toBe(ours);
      }),
      { numRuns: 200 },
    );
  });
});
