import { once } from 'node:events';
import {
  ask,
  lessonScript,
  open,
  Peer,
  readAll,
  skipWithoutPython,
  start,
  twins,
} from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lettersThatDiffer } from './letters.ts';
import { anyPort, sharedServer, testContract, testUsage } from './server-contract.ts';

const both = twins('tcp-server', 'start', 'upper-server');

describe.each(both)('upper-server in $language', ({ program, skip }) => {
  describe.skipIf(skip)('answers', () => {
    const port = sharedServer(program);

    test.each([
      ['a line', 'olá mundo\n', 'OLÁ MUNDO'],
      ['a text without a newline from a client that waits', 'olá', 'OLÁ'],
      ['a text with ASCII white space around it', ' \t\r\n\v\fção \n\f\v\r\t ', 'ÇÃO'],
      ['a no-break space, which is no ASCII white space', '\u00a0é\u00a0', '\u00a0É\u00a0'],
      ['a letter whose upper case is two', 'straße ŉ ﬁ\n', 'STRASSE ʼN FI'],
      ['a byte order mark, which belongs to the text', '\ufeffa', '\ufeffA'],
      ['white space only', ' \n', ''],
    ])('%s', async (_name, sent, answer) => {
      expect(await ask(port(), sent)).toBe(answer);
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

    test('200 clients at once, each its own text, and prints each whole', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const texts = Array.from({ length: 200 }, (_, number) => `cliente ${number}`);
      const answers = await Promise.all(texts.map((text) => ask(port, text)));
      expect(answers).toEqual(texts.map((text) => text.toUpperCase()));
      const { stdout } = await server.interrupt();
      const said = stdout.split(/^(?=Recebido)/m).slice(1);
      const whole = texts.map((text) => `Recebido de 127.0.0.1:\n${text}\n`);
      expect(said.map((each) => each.replace(/Encerrado\.\n$/, '')).sort()).toEqual(whole.sort());
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

  describe.skipIf(skip)('refuses', () => {
    testUsage(program, [
      [['--port', '70000'], '--port: «70000»'],
      [['--port', '-1'], '--port: «-1»'],
      [['--port'], 'Por exemplo: --port 8080'],
      [['--host', '127.0.0.1:80'], '--host: «127.0.0.1:80»'],
    ]);
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
      await using _silent = await Peer.open(port);
      expect(await ask(port, 'vivo')).toBe('VIVO');
    });

    test('a client that got its answer and never closes, but goes on sending: cut off after 5 seconds', async () => {
      await using server = start(program, anyPort);
      await using peer = await Peer.open(await server.listening());
      await peer.say('olá');
      expect(await peer.hearAll()).toBe('OLÁ');
      const since = performance.now();
      const knock = setInterval(() => peer.socket.write('?'), 100);
      expect(await peer.closed).toMatch(/^(ECONNRESET|EPIPE)$/);
      clearInterval(knock);
      // No upper bound: a busy machine may be late. Earlier would be a fault.
      expect(performance.now() - since).toBeGreaterThan(4_000);
    });
  });
});

testContract(both, {
  port: 8080,
  async begin(port) {
    const peer = await Peer.open(port);
    await ask(port, 'depois'); // connections are accepted in their order: ours is there by now
    return peer;
  },
  async converse(port) {
    expect(await ask(port, 'vivo')).toBe('VIVO');
  },
});

describe.skipIf(skipWithoutPython)('upper-server in TypeScript against Python', () => {
  test('any bytes: the same answer, byte for byte, and the same words printed', async () => {
    const [typescript, python] = both;
    await using ours = start(typescript.program, anyPort);
    await using theirs = start(python.program, anyPort);
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

test('faults/late-answer --half-open: the answer after the half-close arrives, as the page says', async () => {
  const program = lessonScript('tcp-server', 'fault:late-answer');
  await using server = start(program, [...anyPort, '--half-open']);
  const connection = await open(await server.listening());
  connection.end('olá');
  expect((await readAll(connection)).toString()).toBe('OLÁ');
});
