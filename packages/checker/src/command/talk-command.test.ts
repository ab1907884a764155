import { once } from 'node:events';
import { open, readAll, run, start, TestServer, UdpPeer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { Lesson } from '../../test/lesson.ts';
import { findFreePort } from '../program/ports.ts';

describe.concurrent('talk over TCP', () => {
  test('each word is sent by itself, escapes are bytes, and all that comes is shown', async () => {
    using lesson = new Lesson();
    let came = '';
    await using server = await TestServer.listen((connection) => {
      connection.setEncoding('latin1').on('data', (piece) => {
        came += piece;
        if (came.length === 4) connection.end('não\n\0');
      });
    });
    const args = ['talk', '--port', String(server.port), 'a\\n', '\\x00\\xff'];
    const ended = await run(lesson.commands, args);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(came).toBe('a\n\0\xff');
    const spaces = (count: number) => ' '.repeat(count);
    expect(ended.stdout).toBe(
      [
        `Conectado a 127.0.0.1:${server.port}`,
        `enviado   61 0a${spaces(42)}  a\\n`,
        `enviado   00 ff${spaces(42)}  \\x00\\xff`,
        `recebido  6e c3 a3 6f 0a 00${spaces(30)}  n\\xc3\\xa3o\\n\\x00`,
        'O outro lado fechou.\n',
      ].join('\n'),
    );
  });

  test('--end: the half-close comes after the bytes, and the answer is still heard', async () => {
    using lesson = new Lesson();
    await using server = await TestServer.listen(async (connection) => {
      connection.end(`li ${(await readAll(connection)).length}`);
    });
    const args = ['talk', '--port', String(server.port), '--end', 'abc'];
    expect((await run(lesson.commands, args)).stdout).toMatch(/li 3\nO outro lado fechou\.\n$/);
  });

  test('--reset: the other side sees a reset', async () => {
    using lesson = new Lesson();
    let heard: Promise<unknown> | undefined;
    await using server = await TestServer.listen((connection) => {
      // Where the last bytes and the reset come together, Node tells an end: what is written then fails all the same.
      heard = once(connection.resume(), 'end').then(
        () => new Promise((resolve) => connection.write('?', resolve)),
        (error: unknown) => error,
      );
    });
    const ended = await run(lesson.commands, ['talk', '--port', `${server.port}`, '--reset', 'a']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/Derrubei a conexão\.\n$/);
    expect(await heard).toMatchObject({ code: expect.stringMatching(/^(?:ECONNRESET|EPIPE)$/) });
  });

  test('the other side resets: said', async () => {
    using lesson = new Lesson();
    await using server = await TestServer.listen((connection) => {
      connection.once('data', () => connection.resetAndDestroy());
    });
    const { code, stdout } = await run(lesson.commands, [
      'talk',
      '--port',
      `${server.port}`,
      'a',
      'b',
      'c',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/A conexão foi cortada \((?:ECONNRESET|EPIPE)\)\.\n$/);
  });

  test('a silent one: it ends by itself after --timeout', async () => {
    using lesson = new Lesson();
    await using server = await TestServer.listen((connection) => connection.resume());
    const args = ['talk', '--port', String(server.port), '--timeout', '0.5', 'a'];
    expect((await run(lesson.commands, args)).stdout).toMatch(/Nada em 0,5 s: encerrei\.\n$/);
  });

  test('nobody listens: explained, code 1', async () => {
    using lesson = new Lesson();
    const port = await findFreePort('tcp');
    const { code, stderr } = await run(lesson.commands, ['talk', '--port', `${port}`, 'a']);
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port} (ECONNREFUSED)`);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('--listen: waits for one client, and answers what it says', async () => {
    using lesson = new Lesson();
    const port = await findFreePort('tcp');
    await using talk = start(lesson.commands, [
      'talk',
      '--listen',
      '--port',
      `${port}`,
      '--end',
      'O',
      'I',
    ]);
    expect(await talk.listening()).toBe(port);
    const connection = await open(port);
    connection.write('oi\n');
    expect((await readAll(connection)).toString()).toBe('OI');
    connection.end();
    const { code, stdout } = await talk.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /recebido +6f 69 0a +oi\\n\nenviado +4f +O\nenviado +49 +I\nO outro lado fechou\.\n$/,
    );
  });

  test('--listen, and the client half-closes before it is answered: it is answered', async () => {
    using lesson = new Lesson();
    const port = await findFreePort('tcp');
    await using talk = start(lesson.commands, ['talk', '--listen', '--port', `${port}`, 'OI']);
    await talk.listening();
    const connection = await open(port);
    connection.end('oi\n');
    expect((await readAll(connection)).toString()).toBe('OI');
    expect((await talk.ended).code).toBe(0);
  });

  test('--listen on a port that is taken: explained, code 1; Ctrl-C while it waits: code 0', async () => {
    using lesson = new Lesson();
    await using server = await TestServer.listen(() => {});
    const taken = await run(lesson.commands, ['talk', '--listen', '--port', `${server.port}`, 'a']);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain('(EADDRINUSE)');
    await using talk = start(lesson.commands, [
      'talk',
      '--listen',
      '--port',
      `${await findFreePort('tcp')}`,
    ]);
    await talk.listening();
    expect(await talk.interrupt()).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.concurrent('talk over UDP', () => {
  test('a datagram a word, and what comes back', async () => {
    using lesson = new Lesson();
    await using server = await UdpPeer.open();
    const args = ['talk', '--udp', '--port', `${server.port}`, '--timeout', '2', 'um', 'dois\\n'];
    await using talk = start(lesson.commands, args);
    await talk.waitFor(/enviado +64 6f/);
    const [first, second] = [await server.take(), await server.take()];
    expect([first, second].map(({ bytes }) => String(bytes))).toEqual(['um', 'dois\n']);
    await server.send('eco', first.from.port);
    expect((await talk.ended).stdout).toMatch(
      /recebido +65 63 6f +eco\nNada em 2 s: encerrei\.\n$/,
    );
  });

  test('--listen: each datagram gets the next word', async () => {
    using lesson = new Lesson();
    const port = await findFreePort('udp');
    const args = ['talk', '--udp', '--listen', '--port', `${port}`, '--timeout', '3', 'A', 'B'];
    await using talk = start(lesson.commands, args);
    await talk.listening();
    await using peer = await UdpPeer.open();
    expect(String(await peer.ask('um', port))).toBe('A');
    expect(String(await peer.ask('dois', port))).toBe('B');
    expect((await talk.ended).code).toBe(0);
  });

  test('a datagram that is too long: explained, code 1', async () => {
    using lesson = new Lesson();
    await using server = await UdpPeer.open();
    const args = ['talk', '--udp', '--port', `${server.port}`, 'x'.repeat(65_508)];
    const { code, stderr } = await run(lesson.commands, args);
    expect(code).toBe(1);
    expect(stderr).toContain('(EMSGSIZE)');
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
