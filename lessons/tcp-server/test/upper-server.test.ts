import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  ask,
  lessonScript,
  open,
  pythonPeer,
  readAll,
  run,
  skipWithoutPython,
  start,
  TestServer,
} from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const typescript = lessonScript('tcp-server', 'start');
const python = pythonPeer('tcp-server', 'upper-server');
const anyPort = ['--port', '0'];

describe.each([
  ['TypeScript', typescript, false],
  ['Python', python, skipWithoutPython],
] as const)('upper-server in %s', (_language, program, skip) => {
  describe.skipIf(skip)('answers', () => {
    test.each([
      ['a line', 'olá mundo\n', 'OLÁ MUNDO'],
      ['a text without a newline from a client that waits', 'olá', 'OLÁ'],
      ['a text with ASCII white space around it', ' \t\r\n\v\fção \n\f\v\r\t ', 'ÇÃO'],
      ['a no-break space, which is no ASCII white space', '\u00a0é\u00a0', '\u00a0É\u00a0'],
      ['a letter whose upper case is two', 'straße ŉ ﬁ\n', 'STRASSE ʼN FI'],
      ['a byte order mark, which belongs to the text', '\ufeffa', '\ufeffA'],
      ['white space only', ' \n', ''],
    ])('%s', async (_name, sent, answer) => {
      await using server = start(program, anyPort);
      expect(await ask(await server.listening(), sent)).toBe(answer);
    });

    test('at most 1024 bytes, with a character in halves there as U+FFFD', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      expect(await ask(port, 'a'.repeat(1030))).toBe('A'.repeat(1024));
      expect(await ask(port, `${'a'.repeat(1023)}é`)).toBe(`${'A'.repeat(1023)}\ufffd`);
    });

    test('half a character that comes alone: U+FFFD, as this program takes the first piece for all', async () => {
      await using server = start(program, anyPort);
      expect(await ask(await server.listening(), Uint8Array.of(0x6f, 0x6c, 0xc3))).toBe('OL\ufffd');
    });

    test('after the client has said that it sends no more', async () => {
      await using server = start(program, anyPort);
      const connection = await open(await server.listening());
      connection.end('olá\n');
      expect((await readAll(connection)).toString()).toBe('OLÁ');
    });

    test('200 clients at once, each its own text', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const texts = Array.from({ length: 200 }, (_, number) => `cliente ${number}`);
      const answers = await Promise.all(texts.map((text) => ask(port, text)));
      expect(answers).toEqual(texts.map((text) => text.toUpperCase()));
    });

    test('a client that sends 10 MB without a pause: its first bytes in upper case, and the next client', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const connection = await open(port);
      const answered = readAll(connection);
      connection.end(Buffer.alloc(10_000_000, 'b'));
      const closed = once(connection, 'close');
      expect((await answered).toString()).toBe('B'.repeat(1024));
      await closed; // all was taken from us, nothing was reset
      expect(await ask(port, 'vivo')).toBe('VIVO');
    });
  });

  test.skipIf(skip)('--host ::1: it listens on IPv6, and says so in brackets', async () => {
    await using server = start(program, ['--host', '::1', ...anyPort]);
    await server.waitFor(/^Escutando em \[::1\]:\d+$/m);
  });

  describe.skipIf(skip)('prints', () => {
    test('who sent and what, on two lines', async () => {
      await using server = start(program, anyPort);
      await ask(await server.listening(), 'olá mundo\n');
      await server.waitFor(/^Recebido de 127\.0\.0\.1:\nolá mundo\n/m);
    });

    test('control characters as escapes, so that a stranger cannot command the terminal', async () => {
      await using server = start(program, anyPort);
      await ask(await server.listening(), 'a\x1b[2Jb\nc');
      await server.waitFor(/^a\\x1b\[2Jb\\nc$/m);
    });
  });

  describe.skipIf(skip)('survives', () => {
    test('a client that sends nothing and ends: its connection is closed, nothing is printed', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const connection = await open(port);
      connection.end();
      expect(await readAll(connection)).toHaveLength(0);
      expect(await ask(port, 'vivo')).toBe('VIVO');
      await server.waitFor(/vivo/);
      expect(server.stdout.match(/Recebido/g)).toHaveLength(1);
    });

    test('a client that says nothing: the others are served meanwhile', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const silent = await open(port);
      expect(await ask(port, 'vivo')).toBe('VIVO');
      silent.destroy();
    });

    test('a reset in the middle: one explained error, and the next client is served', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const connection = await open(port);
      const { localPort } = connection;
      await ask(port, 'depois'); // connections are accepted in their order: ours is there by now
      connection.resetAndDestroy();
      await server.waitFor(
        new RegExp(`127\\.0\\.0\\.1:${localPort} foi cortada \\(ECONNRESET\\)`),
        'stderr',
      );
      expect(server.stderr).not.toMatch(/^\s+at |Traceback/m);
      expect(await ask(port, 'vivo')).toBe('VIVO');
    });

    test('a client that got its answer and never closes, but goes on sending: cut off after 5 seconds', async () => {
      await using server = start(program, anyPort);
      const connection = await open(await server.listening());
      connection.write('olá');
      expect((await readAll(connection)).toString()).toBe('OLÁ');
      const since = performance.now();
      const knock = setInterval(() => connection.write('?'), 100);
      const [error] = await once(connection, 'close').catch((reason: unknown) => [reason]);
      clearInterval(knock);
      expect(error).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) });
      // No upper bound: a busy machine may be late. Earlier would be a fault.
      expect(performance.now() - since).toBeGreaterThan(4_000);
    });
  });

  describe.skipIf(skip)('ends', () => {
    test.each(['SIGINT', 'SIGTERM'] as const)(
      '%s with open connections: code 0, a word of farewell, no error, and the port is free',
      async (signal) => {
        await using server = start(program, anyPort);
        const port = await server.listening();
        const connection = await open(port);
        connection.on('error', () => {});
        const ended = await server.interrupt(signal);
        expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
        expect(ended.stdout).toMatch(/Encerrado\.\n$/);
        connection.destroy();
        const again = createServer().listen(port, '127.0.0.1');
        await once(again, 'listening');
        again.close();
      },
    );

    test('two Ctrl-C in a row: still code 0 and one farewell', async () => {
      await using server = start(program, anyPort);
      await server.listening();
      void server.interrupt();
      const ended = await server.interrupt();
      expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      expect(ended.stdout.match(/Encerrado\./g)).toHaveLength(1);
    });

    test('Ctrl-C when nobody reads its output any more: no trace', async () => {
      await using server = start(program, anyPort);
      await server.listening();
      server.stopReading();
      const ended = await server.interrupt();
      expect(ended.stderr).toBe('');
      expect(ended.signal).toBeNull();
    });

    test('restarted at once on the same port, after a conversation: it listens', async () => {
      let port = 0;
      for (let round = 0; round < 2; round++) {
        await using server = start(program, ['--port', String(port)]);
        port = await server.listening();
        expect(await ask(port, 'oi')).toBe('OI');
        await server.interrupt();
      }
    });
  });

  describe.skipIf(skip)('refuses', () => {
    test.each([
      [['--port', 'abc'], '--port: «abc»'],
      [['--port', '70000'], '--port: «70000»'],
      [['--port', '-1'], '--port: «-1»'],
      [['--porta', '80'], '--porta'],
      [['oi'], '«oi»'],
    ])('%j: one sentence on standard error, code 2', async (args, part) => {
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(part);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    });

    test('a taken port: EADDRINUSE with the address and another port to try, code 1', async () => {
      await using taken = await TestServer.listen(() => {});
      const ended = await run(program, ['--port', String(taken.port)]);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(
        `Não consegui escutar em 127.0.0.1:${taken.port} (EADDRINUSE): outro programa já está usando`,
      );
      expect(ended.stderr).toContain(`--port ${taken.port + 1}\n`);
      expect(ended.stderr).not.toMatch(/^\s+at |Traceback/m);
    });

    test("an address that is not the machine's: EADDRNOTAVAIL, code 1", async () => {
      const ended = await run(program, ['--host', '192.0.2.1', '--port', '8080']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('192.0.2.1:8080 (EADDRNOTAVAIL): esse endereço não é deste');
    });

    test('a host name that does not exist: ENOTFOUND or EAI_AGAIN, code 1', async () => {
      const ended = await run(program, ['--host', 'nao-existe.invalid']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/nao-existe\.invalid:8080 \((ENOTFOUND|EAI_AGAIN)\)/);
    });

    test.skipIf(process.platform !== 'linux')(
      'a privileged port as an ordinary user: EACCES and a higher port to try, code 1',
      async () => {
        // Root may listen anywhere: become nobody.
        const ended = await run(
          program,
          ['--port', '80'],
          process.getuid?.() === 0 ? { uid: 65_534, env: { HOME: '/', TMPDIR: '/tmp' } } : {},
        );
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain('127.0.0.1:80 (EACCES): o sistema não deixa');
        expect(ended.stderr).toContain('--port 8080\n');
      },
    );
  });

  test.skipIf(skip)('--help: usage and options in Portuguese, code 0', async () => {
    const ended = await run(program, ['--help']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Uso: .* \[opções\]\n/);
    expect(ended.stdout).toContain('--port <porta>');
  });
});

/** Letters whose upper case came with a Unicode version that only one of this Node and this Python has. */
async function lettersThatDiffer(): Promise<Set<string>> {
  const code = [
    'import json',
    'letters = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]',
    'print(json.dumps({c: c.upper() for c in letters if c.upper() != c}))',
  ].join('\n');
  const { stdout } = await run({ ...python, argv: [python.argv[0], '-c', code] }, []);
  const uppers = new Map<string, string>(Object.entries(JSON.parse(stdout)));
  const differing = new Set<string>();
  for (let number = 0; number < 0x110000; number++) {
    if (number >= 0xd800 && number < 0xe000) continue;
    const letter = String.fromCodePoint(number);
    if (letter.toUpperCase() !== (uppers.get(letter) ?? letter)) differing.add(letter);
  }
  return differing;
}

describe.skipIf(skipWithoutPython)('upper-server in TypeScript against Python', () => {
  test('any bytes: the same answer, byte for byte, and the same words printed', async () => {
    await using ours = start(typescript, anyPort);
    await using theirs = start(python, anyPort);
    const ports = [await ours.listening(), await theirs.listening()] as const;
    const otherInPython = await lettersThatDiffer();
    const unit = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }).map((text) => Buffer.from(text)),
      fc.constantFrom(' ', '\n', '\r\n', '\u00a0', '\x1f', '\x85').map((text) => Buffer.from(text)),
    );
    const message = fc
      .array(unit, { minLength: 1, maxLength: 12 })
      .map((units) => Buffer.concat(units))
      .filter((bytes) => bytes.length > 0)
      .filter((bytes) => ![...bytes.toString()].some((letter) => otherInPython.has(letter)));
    await fc.assert(
      fc.asyncProperty(message, async (bytes) => {
        const [a, b] = await Promise.all(ports.map((port) => ask(port, bytes)));
        expect(a).toBe(b);
      }),
      { numRuns: 200 },
    );
    await ask(ports[0], 'fim');
    await ask(ports[1], 'fim');
    await Promise.all([ours.waitFor(/^fim$/m), theirs.waitFor(/^fim$/m)]);
    const said = (stdout: string) => stdout.slice(stdout.indexOf('\n') + 1);
    expect(said(ours.stdout)).toBe(said(theirs.stdout));
  });

  test('--help: the same words but for the call', async () => {
    const [ours, theirs] = await Promise.all([
      run(typescript, ['--help']),
      run(python, ['--help']),
    ]);
    const body = (text: string) => text.split('\n').slice(1);
    expect(body(ours.stdout)).toEqual(body(theirs.stdout));
  });
});

test('faults/late-answer: the answer after the half-close is lost, as the page says', async () => {
  await using server = start(lessonScript('tcp-server', 'fault:late-answer'), anyPort);
  const port = await server.listening();
  const connection = await open(port);
  connection.end('olá\n');
  expect((await readAll(connection)).toString()).toBe('');
  // To a client that keeps its side open the same server answers: that is why nobody notices.
  expect(await ask(port, 'olá')).toBe('OLÁ');
});
