import { readFileSync } from 'node:fs';
import { setTimeout as patience } from 'node:timers/promises';
import {
  ask,
  lessonScript,
  open,
  Peer,
  pythonFault,
  pythonPeer,
  readAll,
  run,
  sendUntilStuck,
  skipWithoutPython,
  start,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { anyPort } from './server-contract.ts';

const isWindows = process.platform === 'win32';
const isLinux = process.platform === 'linux';

describe.skipIf(skipWithoutPython)('faults in Python', () => {
  test('one-recv: two messages in one piece, a letter in halves; by lines, each is whole', async () => {
    expect((await run(pythonFault('tcp-server', 'one-recv'), [])).stdout.split(/\r?\n/)).toEqual([
      'Duas mensagens, um recv:',
      String.raw`  recv: 'um\ndois\n'`,
      'Uma mensagem, dois recv:',
      "  recv: 'ol\ufffd'",
      String.raw`  recv: '${'\ufffd'}\n'`,
      'As mesmas três, uma por linha:',
      String.raw`  linha: 'um\n'`,
      String.raw`  linha: 'dois\n'`,
      String.raw`  linha: 'olá\n'`,
      '',
    ]);
  });

  test('bytes-upper: the accent stays small; start makes it a capital', async () => {
    await using faulty = start(pythonFault('tcp-server', 'bytes-upper'), anyPort);
    await using mended = start(lessonScript('tcp-server', 'start'), anyPort);
    expect(await ask(await faulty.listening(), 'olá\n')).toBe('OLá');
    expect(await ask(await mended.listening(), 'olá\n')).toBe('OLÁ');
  });

  test('ascii-only: an accent ends the server of all; start:phases answers it', async () => {
    await using faulty = start(pythonFault('tcp-server', 'ascii-only'), anyPort);
    const port = await faulty.listening();
    expect(await ask(port, 'ola')).toBe('OLA');
    expect(await ask(port, 'olá')).toBe('');
    expect(await faulty.ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3/),
    });
    await using mended = start(lessonScript('tcp-server', 'start:phases'), anyPort);
    expect(await ask(await mended.listening(), 'olá')).toBe('OLÁ');
  });

  test('no-listen: accept fails at once; the peer of start:phases listens', async () => {
    const { code, stderr } = await run(pythonFault('tcp-server', 'no-listen'), []);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^OSError: \[(?:Errno|WinError) \d+\]/);
    await using mended = start(pythonPeer('tcp-server', 'phases-server'), anyPort);
    expect(await mended.listening()).toBeGreaterThan(0);
  });

  test.skipIf(isWindows)(
    'no-reuse: the port it just served cannot be had again; servers that ask to reuse it can',
    async () => {
      const program = pythonFault('tcp-server', 'no-reuse');
      await using first = start(program, anyPort);
      const port = String(await first.listening());
      expect(await ask(Number(port), 'olá')).toBe('OLÁ');
      await first.interrupt();
      const second = await run(program, ['--port', port]);
      expect(second).toMatchObject({ code: 1, stdout: '' });
      expect(second.stderr).toContain('Address already in use');
      if (isLinux) {
        // Who asks only now asks too late: the kept conversation is of a server that had not asked.
        const late = await run(pythonPeer('tcp-server', 'upper-server'), ['--port', port]);
        expect(late.stderr).toContain('(EADDRINUSE)');
      }
      for (const mended of [
        pythonPeer('tcp-server', 'upper-server'),
        lessonScript('tcp-server', 'start'),
      ]) {
        await using server = start(mended, anyPort);
        const served = await server.listening();
        expect(await ask(served, 'olá')).toBe('OLÁ');
        await server.interrupt();
        await using again = start(mended, ['--port', String(served)]);
        expect(await again.listening()).toBe(served);
      }
    },
  );

  test('one-at-a-time: a silent client keeps the next one waiting; start:phases serves it', async () => {
    await using faulty = start(pythonFault('tcp-server', 'one-at-a-time'), anyPort);
    const port = await faulty.listening();
    await using silent = await Peer.open(port);
    await using next = await Peer.open(port);
    await next.say('oi');
    const waited = patience(500, 'still waiting');
    expect(await Promise.race([next.hearAll(), waited])).toBe('still waiting');
    await silent.say('agora sim');
    expect(await silent.hearAll()).toBe('AGORA SIM');
    expect(await next.hearAll()).toBe('OI');

    await using mended = start(lessonScript('tcp-server', 'start:phases'), anyPort);
    const samePort = await mended.listening();
    await using _silent = await Peer.open(samePort);
    expect(await ask(samePort, 'oi')).toBe('OI');
  });

  test.skipIf(!isLinux)(
    'small-queue: listen(1) and listen(5) let more than one in, and not all; listen(511) lets all in',
    async () => {
      const { stdout } = await run(pythonFault('tcp-server', 'small-queue'), []);
      const [one = 0, five = 0, all] = [...stdout.matchAll(/: (\d+) de 40/g)].map(([, n]) =>
        Number(n),
      );
      expect(all).toBe(40);
      expect(five).toBeLessThan(40);
      expect(one).toBeLessThan(five);
      expect(one).toBeGreaterThan(1);
    },
  );

  test('somebody-elses-place: neither an address of others nor, without the right, port 80', async () => {
    const asRoot = process.getuid?.() === 0;
    const { stdout } = await run(
      pythonFault('tcp-server', 'somebody-elses-place'),
      [],
      asRoot ? { uid: 65_534, env: { HOME: '/', TMPDIR: '/tmp' } } : {},
    );
    expect(stdout).toMatch(/^um endereço que este computador não tem: E\w+$/m);
    expect(stdout).toMatch(/^este computador, uma porta livre: escutando na porta \d+$/m);
    const [, reserved] = /^uma porta das reservadas: (.+)$/m.exec(stdout) ?? [];
    // Only Linux says where its reserved ports end; a container may have moved that.
    const allowed =
      isLinux && firstFreePort() > 80 ? /^EACCES$/ : /^(?:EACCES|EADDRINUSE|escutando)/;
    expect(reserved).toMatch(allowed);
  });
});

describe('faults in TypeScript', () => {
  test('content-length: 18 bytes are announced, 15 come; start:http announces what it sends', async () => {
    await using faulty = start(lessonScript('tcp-server', 'fault:content-length'), anyPort);
    await using mended = start(lessonScript('tcp-server', 'start:http'), anyPort);
    const lengths = async (port: number) => {
      const connection = await open(port);
      connection.end('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      const answer = (await readAll(connection)).toString('latin1');
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      return [Number(/^Content-Length: (\d+)/im.exec(head)?.[1]), body.length];
    };
    expect(await lengths(await faulty.listening())).toEqual([18, 15]);
    const [announced, sent] = await lengths(await mended.listening());
    expect(announced).toBe(sent);
  });

  test('http-one-read: half a request is taken for all of it; start:http waits for the rest', async () => {
    await using faulty = start(lessonScript('tcp-server', 'fault:http-one-read'), anyPort);
    const port = await faulty.listening();
    expect(await ask(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await ask(port, 'GET / HT')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);

    await using mended = start(lessonScript('tcp-server', 'start:http'), anyPort);
    await using peer = await Peer.open(await mended.listening());
    for (const byte of 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n') {
      await peer.say(byte);
    }
    expect(await peer.hearAll()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test('no-drain: what the client does not read waits in memory; start:lines stops reading instead', async () => {
    await using faulty = start(lessonScript('tcp-server', 'fault:no-drain'), anyPort);
    await using _deaf = await Peer.open(await faulty.listening());
    const [, waiting] = await faulty.waitFor(/; (\d+) MB esperam na minha memória/);
    expect(Number(waiting)).toBeGreaterThan(5);

    await using mended = start(lessonScript('tcp-server', 'start:lines'), anyPort);
    await using deaf = await Peer.open(await mended.listening());
    const line = Buffer.from(`${'x'.repeat(60_000)}\n`);
    expect(await sendUntilStuck(deaf.socket, line, 64_000_000)).toMatchObject({ stuck: true });
  });
});

/** The first port that Linux lets everybody have: 1024 as a rule, 0 in many containers. */
function firstFreePort(): number {
  return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
}
