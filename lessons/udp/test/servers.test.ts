import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { run, start, twins, UdpPeer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { LONGEST, NOISE, type Protocol, protocols } from './protocols.ts';

const anyPort = ['--port', '0'];
const noTrace = /^\s+at |Traceback/m;

const cases = protocols.flatMap((protocol) =>
  twins('udp', protocol.server.script, protocol.server.file).map((twin) => ({
    ...protocol,
    ...twin,
  })),
);

describe.each(cases)('$server.file in $language', ({ wrap, printed, skip, program }) => {
  describe.skipIf(skip)('answers', () => {
    test('any text in upper case, and nothing trimmed', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const port = await server.listening();
      for (const [sent, answer] of [
        ['olá mundo', 'OLÁ MUNDO'],
        ['straße ŉ ﬁ', 'STRASSE ʼN FI'],
        [' \tção \n', ' \tÇÃO \n'],
        ['\ufeffa', '\ufeffA'],
        ['', ''],
      ] as const) {
        expect(await peer.ask(wrap(sent), port)).toEqual(wrap(answer));
      }
    });

    test('bytes that are no UTF-8, a character in halves included: U+FFFD', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const sent = wrap(Uint8Array.of(0x61, 0xc3, 0xff));
      expect(await peer.ask(sent, await server.listening())).toEqual(wrap('A\ufffd\ufffd'));
    });

    test('two datagrams sent together: two answers, each whole', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const port = await server.listening();
      await Promise.all([peer.send(wrap('um', 1), port), peer.send(wrap('dois', 2), port)]);
      expect((await peer.take()).bytes).toEqual(wrap('UM', 1));
      expect((await peer.take()).bytes).toEqual(wrap('DOIS', 2));
    });

    test.skipIf(process.platform === 'darwin')('the longest datagram of IPv4', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const text = 'a'.repeat(LONGEST - wrap('').length);
      const answer = await peer.ask(wrap(text), await server.listening());
      expect(answer.equals(wrap(text.toUpperCase()))).toBe(true);
    });

    test('from the very port that was asked', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const port = await server.listening();
      await peer.send(wrap('oi'), port);
      expect((await peer.take()).from).toMatchObject({ address: '127.0.0.1', port });
    });

    test('200 clients at once, each its own text', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      const peers = await Promise.all(Array.from({ length: 200 }, () => UdpPeer.open()));
      const answers = await Promise.all(
        peers.map((peer, number) => askUntilAnswered(peer, wrap(`cliente ${number}`), port)),
      );
      expect(answers).toEqual(peers.map((_, number) => wrap(`CLIENTE ${number}`)));
      await Promise.all(peers.map((peer) => peer[Symbol.asyncDispose]()));
    });
  });

  describe.skipIf(skip)('prints', () => {
    test('who sent and what, on two lines, with what could command the terminal as escapes', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      await peer.ask(wrap('olá\x1b[2J\nmundo'), await server.listening());
      const { stdout } = await server.interrupt();
      const [, ...said] = stdout.split('\n');
      expect(said).toEqual([printed, 'olá\\x1b[2J\\nmundo', 'Encerrado.', '']);
    });
  });

  describe.skipIf(skip)('survives', () => {
    test.skipIf(process.platform === 'darwin')(
      'an answer that does not fit: explained on standard error, and the next one is answered',
      async () => {
        await using server = start(program, anyPort);
        await using peer = await UdpPeer.open();
        const port = await server.listening();
        await peer.send(wrap('ŉ'.repeat(30_000)), port);
        const [, to] = await server.waitFor(/para 127\.0\.0\.1:(\d+) \(EMSGSIZE\): /, 'stderr');
        expect(Number(to)).toBe(peer.port);
        expect(server.stderr).not.toMatch(noTrace);
        expect(await peer.ask(wrap('vivo'), port)).toEqual(wrap('VIVO'));
      },
    );

    test('datagrams of noise', async () => {
      await using server = start(program, anyPort);
      await using peer = await UdpPeer.open();
      const port = await server.listening();
      for (const bytes of NOISE) await peer.send(bytes, port);
      await using other = await UdpPeer.open();
      expect(await askUntilAnswered(other, wrap('vivo'), port)).toEqual(wrap('VIVO'));
      expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
    });

    test('clients that are gone before their answers', async () => {
      await using server = start(program, anyPort);
      const port = await server.listening();
      for (let number = 0; number < 20; number++) {
        await using gone = await UdpPeer.open();
        await gone.send(wrap('tchau'), port);
      }
      await using peer = await UdpPeer.open();
      expect(await peer.ask(wrap('vivo'), port)).toEqual(wrap('VIVO'));
      expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
    });
  });

  describe.skipIf(skip)('ends', () => {
    test.each(['SIGINT', 'SIGTERM'] as const)(
      '%s: code 0, a word of farewell, and the port is free',
      async (signal) => {
        await using server = start(program, anyPort);
        const port = await server.listening();
        const ended = await server.interrupt(signal);
        expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
        expect(ended.stdout).toMatch(/Encerrado\.\n$/);
        const again = createSocket('udp4').bind(port, '127.0.0.1');
        await once(again, 'listening');
        again.close();
      },
    );
  });

  test.skipIf(skip)(
    '--host ::1: listens and answers on IPv6, and says so in brackets',
    async () => {
      await using server = start(program, ['--host', '::1', ...anyPort]);
      const [, port] = await server.waitFor(/^Escutando em \[::1\]:(\d+)$/m);
      const socket = createSocket('udp6');
      socket.send(wrap('olá'), Number(port), '::1');
      const [bytes] = await once(socket, 'message');
      socket.close();
      expect(bytes).toEqual(wrap('OLÁ'));
    },
  );

  describe.skipIf(skip)('refuses', () => {
    test.each([
      [['--port', 'abc'], '--port: «abc»'],
      [['oi'], '«oi»'],
    ])('%j: one sentence on standard error, code 2', async (args, part) => {
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(part);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    });

    test('a taken port: EADDRINUSE with the address and another port to try, code 1', async () => {
      await using taken = await UdpPeer.open();
      const ended = await run(program, ['--port', String(taken.port)]);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(
        `Não consegui escutar em 127.0.0.1:${taken.port} (EADDRINUSE): `,
      );
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test("an address that is not the machine's: EADDRNOTAVAIL, code 1", async () => {
      const ended = await run(program, ['--host', '192.0.2.1']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('192.0.2.1:12000 (EADDRNOTAVAIL): esse endereço não é');
    });

    test('a host name that does not exist: ENOTFOUND or EAI_AGAIN, code 1', async () => {
      const ended = await run(program, ['--host', 'nao-existe.invalid']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/nao-existe\.invalid:12000 \((ENOTFOUND|EAI_AGAIN)\)/);
      expect(ended.stderr).not.toMatch(noTrace);
    });
  });
});

describe('numbered-server', () => {
  describe.each(twins('udp', 'start:numbered', 'numbered-server'))(
    'in $language',
    ({ skip, program }) => {
      test.skipIf(skip).each([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff])(
        'the number %i comes back as it was, and is printed',
        async (number) => {
          await using server = start(program, anyPort);
          await using peer = await UdpPeer.open();
          const wrap = wrapOf('numbered');
          const answer = await peer.ask(wrap('oi', number), await server.listening());
          expect(answer).toEqual(wrap('OI', number));
          await server.waitFor(
            new RegExp(`^Recebido de 127\\.0\\.0\\.1 \\(pedido ${number}\\):$`, 'm'),
          );
        },
      );

      test.skipIf(skip)('a datagram without a whole number: ignored, and said', async () => {
        await using server = start(program, anyPort);
        await using peer = await UdpPeer.open();
        const port = await server.listening();
        await peer.send(Uint8Array.of(0, 0, 1), port);
        await server.waitFor(
          new RegExp(
            `^Ignorei um datagrama de 127\\.0\\.0\\.1:${peer.port}: não traz um número\\.$`,
            'm',
          ),
        );
        await peer.ask(wrapOf('numbered')('oi'), port);
        expect(peer.came).toHaveLength(0); // to the short one nothing was answered
      });
    },
  );
});

function wrapOf(name: 'plain' | 'numbered'): Protocol['wrap'] {
  const found = protocols.find((protocol) => protocol.name === name);
  if (!found) throw new Error(`no protocol ${name}`);
  return found.wrap;
}

/** Asks again when nothing comes for a while: with many at once the system's own buffers may overflow. */
async function askUntilAnswered(peer: UdpPeer, bytes: Buffer, port: number): Promise<Buffer> {
  const again = setInterval(() => peer.send(bytes, port), 500);
  const answer = await peer.ask(bytes, port);
  clearInterval(again);
  return answer;
}
