import type { Socket } from 'node:net';
import { dumps } from '@tomada/marshal';
import { run, start, TestServer, UdpPeer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { framed, int64, singly, solutions, uint32s, uint64 } from './solutions.ts';

interface TcpClient {
  readonly side: string;
  readonly words: readonly string[];
  readonly typed: string;
  /** What it has to send, and then its half-close. */
  readonly sends: Buffer;
  readonly answer: Buffer;
  readonly prints: string;
}

const clients: readonly TcpClient[] = [
  {
    side: 'oracle-client',
    words: ['Será', 'que', 'não?'],
    typed: 'Será que não?\n',
    sends: Buffer.from('Será que não?\n'),
    answer: Buffer.from('não'),
    prints: 'Oráculo: não\n',
  },
  {
    side: 'primes-client',
    words: ['-7'],
    typed: ' -7 \n',
    sends: int64(-7n),
    answer: uint64(2n ** 64n - 1n),
    prints: 'X = 18446744073709551615\n',
  },
  {
    side: 'divisors-client',
    words: ['9223372036854775807'],
    typed: '9223372036854775807\n',
    sends: int64(2n ** 63n - 1n),
    answer: Buffer.from(dumps([1, 2, 2n ** 63n - 1n])),
    prints: 'Divisores: 1, 2, 9223372036854775807\n',
  },
  {
    side: 'framing-client',
    words: ['olá', 'mundo'],
    typed: 'olá  mundo\n',
    sends: Buffer.concat([framed('olá'), framed('mundo')]),
    answer: Buffer.concat([framed('OLÁ'), framed('MUN\nDO')]),
    prints: 'Resposta: OLÁ\nResposta: MUN\\nDO\n',
  },
];

/** A server that notes what comes and, at the half-close, answers in these pieces and ends its side. */
async function answering(pieces: readonly Uint8Array[]) {
  const came: Buffer[] = [];
  const server = await TestServer.listen(async (connection) => {
    for await (const piece of connection.iterator({ destroyOnReturn: false })) came.push(piece);
    connection.setNoDelay(true);
    for (const piece of pieces) {
      await new Promise<void>((taken) => connection.write(piece, () => setImmediate(taken)));
    }
    connection.end();
  });
  return { server, came };
}

describe.each(clients)('$side', ({ side, words, typed, sends, answer, prints }) => {
  describe.each(solutions(side))('in $language', ({ program, skip }) => {
    const talk = async (pieces: readonly Uint8Array[], input?: string) => {
      const { server, came } = await answering(pieces);
      await using _server = server;
      const args = ['--port', String(server.port), ...(input === undefined ? words : [])];
      const ended = await run(program, args, input === undefined ? {} : { input });
      return { ...ended, came: Buffer.concat(came) };
    };

    test.skipIf(skip)('an answer in single bytes: printed whole; words and keyboard', async () => {
      const wanted = { code: 0, stdout: prints, stderr: '', came: sends };
      expect(await talk(singly(answer))).toMatchObject(wanted);
      expect(await talk([answer], typed)).toMatchObject(wanted);
    });

    test.skipIf(skip)('closed without a byte: ERR_EMPTY_ANSWER, code 1', async () => {
      const ended = await talk([]);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('(ERR_EMPTY_ANSWER)');
    });

    test.skipIf(skip || side === 'oracle-client')('an answer cut short: said, code 1', async () => {
      const ended = await talk([answer.subarray(0, -1)]);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/\(ERR_INCOMPLETE_MESSAGE\)|veio cortada/);
      expect(ended.stderr).not.toMatch(/^\s+at |Traceback/m);
    });

    test.skipIf(skip)('much more than an answer: refused, code 1', async () => {
      const ended = await talk([Buffer.alloc(2_000_000, 0xff)]);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('(ERR_MESSAGE_TOO_LONG)');
    });

    test.skipIf(skip)('a server that accepts and is silent: ETIMEDOUT, code 1', async () => {
      await using server = await TestServer.listen((connection) => connection.resume());
      const args = ['--port', String(server.port), '--timeout', '0.3', ...words];
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('(ETIMEDOUT)');
    });

    test.skipIf(skip)(
      'nobody listens: ECONNREFUSED, code 1; the port comes from PORT',
      async () => {
        const server = await TestServer.listen(() => {});
        const { port } = server;
        await server[Symbol.asyncDispose]();
        const ended = await run(program, words, { env: { PORT: String(port) } });
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain(`127.0.0.1:${port} (ECONNREFUSED)`);
      },
    );

    test.skipIf(skip)('no words and nothing typed: asked for, code 2', async () => {
      const ended = await run(program, [], { input: '' });
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain('Faltou dizer o que enviar.');
    });
  });
});

test.each([...solutions('primes-client'), ...solutions('divisors-client')])(
  '$program.name: what is no N of 64 bits is refused with the value, code 2',
  async (client) => {
    if (client.skip) return;
    for (const value of ['abc', '1.5', '0x10', '9223372036854775808', '1 2']) {
      const ended = await run(client.program, [value]);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(`«${value}» não serve para N.`);
    }
  },
);

test.each(solutions('divisors-client'))(
  '$program.name: an empty list, and what is no list of ints',
  async ({ program, skip }) => {
    if (skip) return;
    const say = async (bytes: Uint8Array) => {
      const { server } = await answering([bytes]);
      await using _server = server;
      return await run(program, ['--port', String(server.port), '0']);
    };
    expect(await say(dumps([]))).toMatchObject({ code: 0, stdout: 'Divisores: nenhum\n' });
    for (const other of [
      dumps('oi'),
      dumps([1, 'a']),
      dumps([true]),
      Buffer.from('não é marshal'),
    ]) {
      expect(await say(other)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('não é uma lista de inteiros'),
      });
    }
  },
);

describe.each(solutions('scanner-client'))('scanner in $language', ({ program, skip }) => {
  test.skipIf(skip)('open ports: said in order, no byte sent, and closed', async () => {
    const heard: Promise<string>[] = [];
    const serve = (connection: Socket) => {
      heard.push(connection.setEncoding('utf8').toArray().then(String));
    };
    await using one = await TestServer.listen(serve);
    await using other = await TestServer.listen(serve);
    const low = Math.min(one.port, other.port);
    const high = Math.max(one.port, other.port);
    const last = Math.min(high, low + 1999);
    const { code, stdout, stderr } = await run(program, [String(low), String(last)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    const total = lines.pop();
    const ports = lines.map((line) => Number(/^Porta (\d+) aberta$/.exec(line)?.[1]));
    expect(ports).toEqual(ports.toSorted((a, b) => a - b));
    expect(ports).toContain(low);
    expect(ports.includes(high)).toBe(high === last);
    expect(total).toBe(ports.length === 1 ? '1 porta aberta' : `${ports.length} portas abertas`);
    expect(await Promise.all(heard)).toEqual(heard.map(() => ''));
  });

  test.skipIf(skip)('a port where nobody listens, typed: 0', async () => {
    const server = await TestServer.listen(() => {});
    const { port } = server;
    await server[Symbol.asyncDispose]();
    const ended = await run(program, [], { input: `${port} ${port}\n` });
    expect(ended).toMatchObject({ code: 0, stdout: '0 portas abertas\n', stderr: '' });
  });

  test.skipIf(skip).each(['0 10', '10 9', '1 2001', '65535 65536', '80', 'a b', '1 2 3'])(
    '«%s»: refused with the value, code 2',
    async (range) => {
      const ended = await run(program, range.split(' '));
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(`«${range}» não é um intervalo de portas.`);
    },
  );
});

describe.each(solutions('reliable-echo-client'))(
  'reliable echo client in $language',
  ({ program, skip }) => {
    test.skipIf(skip)('asks again until its own answer comes; others are ignored', async () => {
      let came = 0;
      const requests: Buffer[] = [];
      await using server = await UdpPeer.open(async ({ bytes, from }, peer) => {
        requests.push(bytes);
        came++;
        const answer = (number: number, order: number) =>
          peer.send(Buffer.concat([uint32s(number, order), bytes.subarray(4)]), from.port);
        if (came === 1) return; // lost
        if (came === 2) {
          await peer.send('curto', from.port);
          await answer(99, 1);
          return;
        }
        const number = bytes.readUInt32BE(0);
        await answer(number, number * 10);
        await answer(number, number * 10); // once more
      });
      const args = ['--port', String(server.port), '--timeout', '0.1', 'olá', 'mundo'];
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 0, stdout: 'Eco 10: olá\nEco 20: mundo\n', stderr: '' });
      const texts = requests.map((bytes) => `${bytes.readUInt32BE(0)} ${bytes.subarray(4)}`);
      expect([...new Set(texts)]).toEqual(['1 olá', '2 mundo']);
      expect(texts.filter((text) => text === '1 olá').length).toBeGreaterThanOrEqual(3);
    });

    test.skipIf(skip)('no answer: 10 tries, then ETIMEDOUT and code 1', async () => {
      await using server = await UdpPeer.open();
      const args = ['--port', String(server.port), '--timeout', '0.05', 'olá'];
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(`127.0.0.1:${server.port} e não veio resposta (ETIMEDOUT)`);
      expect(server.came).toHaveLength(10);
    });
  },
);

const pairs = [
  { exercise: 'oracle', words: ['Vai chover?'], prints: /^Oráculo: (?:sim|não|talvez)\n$/ },
  { exercise: 'primes', words: ['10'], prints: /^X = 77\n$/ },
  { exercise: 'divisors', words: ['6'], prints: /^Divisores: 1, 2, 3, 6\n$/ },
  {
    exercise: 'framing',
    words: ['olá', '', 'ß'],
    prints: /^Resposta: OLÁ\nResposta: \nResposta: SS\n$/,
  },
  { exercise: 'reliable-echo', words: ['olá', 'mundo'], prints: /^Eco 1: olá\nEco 2: mundo\n$/ },
];

describe.each(pairs)('$exercise, in the four pairings', ({ exercise, words, prints }) => {
  test.each(solutions(`${exercise}-server`))('server in $language', async (server) => {
    if (server.skip) return;
    // The port comes from PORT on one side and from --port on the other.
    await using running = start(server.program, [], { env: { PORT: '0' } });
    const port = String(await running.listening());
    for (const client of solutions(`${exercise}-client`)) {
      if (client.skip) continue;
      const ended = await run(client.program, ['--port', port, ...words]);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(prints);
    }
  });
});

test.each(
  ['oracle', 'primes', 'divisors', 'framing', 'broadcast', 'reliable-echo'].flatMap((exercise) => {
    const [ours, theirs] = solutions(`${exercise}-server`);
    return [{ exercise, ours, theirs }];
  }),
)('$exercise server --help: the same words in both languages but for the call', async (both) => {
  if (both.theirs.skip) return;
  const [ours, theirs] = await Promise.all(
    [both.ours, both.theirs].map(({ program }) => run(program, ['--help'])),
  );
  const body = (text = '') => text.split('\n').slice(1);
  expect(ours?.code).toBe(0);
  expect(body(ours?.stdout)).toEqual(body(theirs?.stdout));
});
