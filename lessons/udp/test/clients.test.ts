import { UdpRelay } from '@tomada/bad-network';
import { type Datagram, lessonScript, run, start, twins, UdpPeer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { LONGEST, NOISE, protocols } from './protocols.ts';

const noTrace = /^\s+at |Traceback/m;

const cases = protocols.flatMap((protocol) =>
  twins('udp', protocol.client.script, protocol.client.file).map((twin) => ({
    ...protocol,
    ...twin,
  })),
);

describe.each(cases)('$client.file in $language', ({ wrap, mark, skip, program, server }) => {
  /** Runs the client against a server of one behaviour. */
  async function talkTo(
    serve: (datagram: Datagram, peer: UdpPeer) => void,
    args: readonly string[] = ['olá', 'mundo'],
  ) {
    await using peer = await UdpPeer.open(serve);
    // Patient unless a test says otherwise: a busy machine must not make a client ask again.
    return await run(program, ['--port', String(peer.port), '--timeout', '20', ...args]);
  }

  /** Answers each datagram from the port that was asked. */
  const answer = (bytes: Uint8Array) => (datagram: Datagram, peer: UdpPeer) =>
    void peer.send(bytes, datagram.from.port);

  describe.skipIf(skip)('sends and shows', () => {
    test('the words with spaces in one datagram, and the answer', async () => {
      const heard: Buffer[] = [];
      const ended = await talkTo(({ bytes, from }, peer) => {
        heard.push(bytes);
        void peer.send(wrap('OI'), from.port);
      });
      expect(heard).toEqual([wrap('olá mundo')]);
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: `Enviado:  olá mundo${mark}\nRecebido: OI${mark}\n`,
        stderr: '',
      });
    });

    test('an empty message: an empty text, and an empty answer is an answer', async () => {
      const heard: Buffer[] = [];
      const ended = await talkTo(
        ({ bytes, from }, peer) => {
          heard.push(bytes);
          void peer.send(wrap(''), from.port);
        },
        [''],
      );
      expect(heard).toEqual([wrap('')]);
      expect(ended.stdout).toBe(`Enviado:  ${mark}\nRecebido: ${mark}\n`);
    });

    test('control characters and bytes that are no UTF-8: shown, not obeyed', async () => {
      const ended = await talkTo(
        answer(wrap(Buffer.concat([Buffer.from('a\x1b[31m\nb'), Uint8Array.of(0xff)]))),
      );
      expect(ended.stdout).toContain(`Recebido: a\\x1b[31m\\nb\ufffd${mark}\n`);
    });

    test.skipIf(process.platform === 'darwin')(
      'an answer as long as a datagram can be',
      async () => {
        const text = 'X'.repeat(LONGEST - wrap('').length);
        const ended = await talkTo(answer(wrap(text)));
        expect(ended.stdout).toContain(`Recebido: ${text}${mark}\n`);
      },
    );
  });

  describe.skipIf(skip)('insists', () => {
    test('no answer to the first try: says so, asks the very same again, and takes the answer', async () => {
      const heard: Buffer[] = [];
      const ended = await talkTo(
        ({ bytes, from }, peer) => {
          heard.push(bytes);
          if (heard.length === 2) void peer.send(wrap('OI'), from.port);
        },
        ['--timeout', '1.5', 'oi'],
      );
      expect(heard).toEqual([wrap('oi'), wrap('oi')]);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toBe(
        `Enviado:  oi${mark}\nSem resposta em 1.5 s; tentativa 2 de 3.\nRecebido: OI${mark}\n`,
      );
    });

    test('never an answer: as many tries as asked for, then ETIMEDOUT, code 1', async () => {
      let heard = 0;
      const ended = await talkTo(() => heard++, ['--timeout', '0.1', '--tries', '2', 'oi']);
      expect(heard).toBe(2);
      expect(ended.code).toBe(1);
      expect(ended.stdout).toBe(`Enviado:  oi${mark}\nSem resposta em 0.1 s; tentativa 2 de 2.\n`);
      expect(ended.stderr).toMatch(
        /^Perguntei a 127\.0\.0\.1:\d+ e não veio resposta \(ETIMEDOUT\): /,
      );
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test('--tries 1: asks once', async () => {
      let heard = 0;
      const ended = await talkTo(() => heard++, ['--timeout', '0.1', '--tries', '1', 'oi']);
      expect(heard).toBe(1);
      expect(ended).toMatchObject({ code: 1, stdout: `Enviado:  oi${mark}\n` });
    });

    test('through networks that lose, repeat and reorder: the right answers, or the clear error', async () => {
      await using partner = start(lessonScript('udp', server.script), ['--port', '0']);
      const port = await partner.listening();
      const faults = {
        loss: { probability: 0.4 },
        repeat: { probability: 0.3 },
        reorder: { probability: 0.3 },
        jitter: 40,
      };
      const more = mark === '' ? [] : ['--count', '4'];
      const outcomes = await Promise.all(
        [1, 2, 3, 4].map(async (seed) => {
          await using relay = await UdpRelay.listen({
            target: { host: '127.0.0.1', port },
            seed,
            toServer: faults,
            toClient: faults,
          });
          const insist = ['--port', String(relay.port), '--timeout', '0.25', '--tries', '8'];
          return await run(program, [...insist, ...more, 'olá']);
        }),
      );
      for (const { code, stdout, stderr } of outcomes) {
        const answers = stdout.match(/^Recebido: .*$/gm) ?? [];
        const right = (index: number) => `Recebido: OLÁ${mark.replace('1', String(index + 1))}`;
        expect(answers).toEqual(answers.map((_, index) => right(index)));
        if (code === 0) {
          expect({ stderr, count: answers.length }).toEqual({
            stderr: '',
            count: mark === '' ? 1 : 4,
          });
        } else {
          expect({ code, stderr }).toEqual({
            code: 1,
            stderr: expect.stringContaining('ETIMEDOUT'),
          });
        }
      }
    });
  });

  describe.skipIf(skip)('is not fooled', () => {
    test('an answer from another port of the same address: not taken', async () => {
      await using stranger = await UdpPeer.open();
      const ended = await talkTo(
        async ({ from }, peer) => {
          await stranger.send(wrap('FALSO'), from.port);
          await peer.send(wrap('CERTO'), from.port);
        },
        ['oi'],
      );
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toContain(`Recebido: CERTO${mark}\n`);
      expect(ended.stdout).not.toContain('FALSO');
      // A connected socket does not even show it.
      const said = `Ignorei um datagrama de 127.0.0.1:${stranger.port}: não perguntei a ele.\n`;
      expect(ended.stdout.includes(said)).toBe(mark === '');
    });

    test('a stranger that never stops sending does not hold up the end', async () => {
      await using stranger = await UdpPeer.open();
      let flood: NodeJS.Timeout | undefined;
      const ended = await talkTo(
        ({ from }) => {
          flood ??= setInterval(() => stranger.send(wrap('FALSO'), from.port), 20);
        },
        ['--timeout', '0.3', '--tries', '2', 'oi'],
      );
      clearInterval(flood);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain('ETIMEDOUT');
    });
  });

  describe.skipIf(skip)('fails with an explained error and code 1', () => {
    test.skipIf(process.platform === 'darwin')(
      'a message that no datagram holds: EMSGSIZE',
      async () => {
        const ended = await talkTo(() => {}, ['a'.repeat(LONGEST + 1)]);
        expect(ended.code).toBe(1);
        expect(ended.stderr).toMatch(/^Não consegui enviar para 127\.0\.0\.1:\d+ \(EMSGSIZE\): /);
        expect(ended.stderr).not.toMatch(noTrace);
      },
    );

    test('a name that does not exist: ENOTFOUND or EAI_AGAIN', async () => {
      const ended = await run(program, ['--host', 'nao-existe.invalid', 'oi']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/nao-existe\.invalid:12000 \((ENOTFOUND|EAI_AGAIN)\)/);
      expect(ended.stderr).not.toMatch(noTrace);
    });
  });

  describe.skipIf(skip)('usage', () => {
    test.each([
      [[], 'Faltou dizer o que enviar'],
      [['--tries', '0', 'oi'], '--tries: «0» não serve. Use um número inteiro de 1 a 100'],
      [['--tries', 'três', 'oi'], '--tries: «três»'],
    ])('%j: one sentence on standard error, code 2', async (args, part) => {
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(part);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    });
  });

  test.skipIf(skip)('Ctrl-C while it waits: code 0 and no error', async () => {
    await using silent = await UdpPeer.open();
    await using client = start(program, ['--port', String(silent.port), '--timeout', '20', 'oi']);
    await silent.take();
    expect(await client.interrupt()).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});

describe.each(twins('udp', 'start:client', 'upper-client'))(
  'upper-client in $language',
  ({ skip, program }) => {
    test.skipIf(skip || process.platform === 'win32')(
      'nobody listens: silence, and ETIMEDOUT in the end',
      async () => {
        const port = await closedPort();
        const ended = await run(program, ['--port', String(port), '--timeout', '0.1', 'oi']);
        expect(ended.code).toBe(1);
        expect(ended.stdout).toContain('tentativa 3 de 3.\n');
        expect(ended.stderr).toContain(`127.0.0.1:${port} e não veio resposta (ETIMEDOUT)`);
      },
    );

    test.skipIf(skip)(
      'an IPv6 address that is written out in full: its answer is taken',
      async () => {
        await using server = start(lessonScript('udp', 'start'), ['--host', '::1', '--port', '0']);
        const port = String(await server.listening());
        const ended = await run(program, ['--host', '0:0:0:0:0:0:0:1', '--port', port, 'oi']);
        expect(ended).toMatchObject({
          code: 0,
          stderr: '',
          stdout: 'Enviado:  oi\nRecebido: OI\n',
        });
      },
    );
  },
);

describe.each(twins('udp', 'start:client:numbered', 'numbered-client'))(
  'numbered-client in $language',
  ({ skip, program }) => {
    const { wrap } = protocols[1] ?? expect.fail('no protocol');

    test.skipIf(skip)('nobody listens: ECONNREFUSED at once', async () => {
      const port = await closedPort();
      const ended = await run(program, ['--port', String(port), '--timeout', '20', 'oi']);
      expect(ended).toMatchObject({ code: 1, stdout: 'Enviado:  oi (pedido 1)\n' });
      const code = process.platform === 'win32' ? 'ECONNRESET' : 'ECONNREFUSED';
      expect(ended.stderr).toContain(`Ninguém recebe em 127.0.0.1:${port} (${code}): `);
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test.skipIf(skip)('--count: requests one after the other, numbered from 1', async () => {
      const heard: Buffer[] = [];
      await using peer = await UdpPeer.open(({ bytes, from }, self) => {
        heard.push(bytes);
        void self.send(bytes, from.port);
      });
      const ended = await run(program, [...patient(peer), '--count', '3', 'oi']);
      expect(heard).toEqual([1, 2, 3].map((number) => wrap('oi', number)));
      expect(ended.stdout).toBe(
        [1, 2, 3].map((n) => `Enviado:  oi (pedido ${n})\nRecebido: oi (pedido ${n})\n`).join(''),
      );
    });

    test.skipIf(skip)(
      'each request has tries of its own, and one number in all of them',
      async () => {
        const heard: Buffer[] = [];
        await using peer = await UdpPeer.open(({ bytes, from }, self) => {
          heard.push(bytes);
          if (heard.length % 2 === 0) void self.send(bytes, from.port);
        });
        const few = ['--timeout', '1.5', '--tries', '2', '--count', '2'];
        const ended = await run(program, ['--port', String(peer.port), ...few, 'oi']);
        expect(heard).toEqual([1, 1, 2, 2].map((number) => wrap('oi', number)));
        expect(ended).toMatchObject({ code: 0, stderr: '' });
        expect(ended.stdout.match(/^Sem resposta.*$/gm)).toEqual([
          'Sem resposta em 1.5 s; tentativa 2 de 2.',
          'Sem resposta em 1.5 s; tentativa 2 de 2.',
        ]);
      },
    );

    test.skipIf(skip)(
      'late, repeated, foreign and short answers: each said, none taken',
      async () => {
        let requests = 0;
        await using peer = await UdpPeer.open(async ({ from }, self) => {
          requests++;
          if (requests === 1) return void (await self.send(wrap('UM', 1), from.port));
          await self.send(wrap('UM', 1), from.port);
          await self.send(wrap('SETE', 7), from.port);
          await self.send(wrap('ZERO', 0), from.port);
          await self.send('abc', from.port);
          await self.send('', from.port);
          await self.send(wrap('DOIS', 2), from.port);
        });
        const ended = await run(program, [...patient(peer), '--count', '2', 'oi']);
        expect(ended).toMatchObject({ code: 0, stderr: '' });
        expect(ended.stdout.split('\n')).toEqual([
          'Enviado:  oi (pedido 1)',
          'Recebido: UM (pedido 1)',
          'Enviado:  oi (pedido 2)',
          'Resposta atrasada ou repetida do pedido 1, ignorada.',
          'Resposta que não pedi, do pedido 7, ignorada.',
          'Resposta que não pedi, do pedido 0, ignorada.',
          'Resposta sem número, ignorada.',
          'Resposta sem número, ignorada.',
          'Recebido: DOIS (pedido 2)',
          '',
        ]);
      },
    );

    test.skipIf(skip)('noise from the asked port: the right answer is still found', async () => {
      await using peer = await UdpPeer.open(async ({ from }, self) => {
        for (const bytes of NOISE) await self.send(bytes, from.port);
        await self.send(wrap('CERTO', 1), from.port);
      });
      const ended = await run(program, [...patient(peer), 'oi']);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(/\nRecebido: CERTO \(pedido 1\)\n$/);
    });

    test.skipIf(skip)('--count 0: one sentence, code 2', async () => {
      const ended = await run(program, ['--count', '0', 'oi']);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain('--count: «0»');
    });
  },
);

/** Options of a client that waits so long that a busy machine does not make it ask again. */
function patient({ port }: UdpPeer): readonly string[] {
  return ['--port', String(port), '--timeout', '20'];
}

/** A port where nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  await using peer = await UdpPeer.open();
  return peer.port;
}
