import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { close, listen } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { Bench, type Habits, kinds, server, shout, shoutServer, tools } from '../test/shout.ts';
import type { Check } from './exercise.ts';
import { judgeServer } from './judge-server.ts';
import type { ProgramCommand } from './program/supervised-program.ts';
import type { ServerSession } from './server-session.ts';
import type { JudgeOptions } from './trial.ts';

const isLinux = process.platform === 'linux';
/** Time for a busy machine. */
const calm = { tools, slack: 4 } as const;
/** For programs that are known by their silence: more time would only be a longer wait. */
const hasty = { slack: 1 } as const;

/** Judges a program by these checks, and sees to it that nothing of it is left. */
async function judge(
  write: (bench: Bench, defaultPort: number) => ProgramCommand,
  options: Partial<JudgeOptions> = {},
  only?: readonly number[],
) {
  using bench = new Bench();
  const side = await shoutServer(only);
  const judgement = await judgeServer(shout, side, write(bench, side.port), {
    ...calm,
    ...options,
  });
  expect(bench.alive).toEqual([]);
  const { noted } = bench;
  return { judgement, kinds: kinds(judgement), first: judgement.results[0]?.failure, noted };
}

const judgeHabits = (
  habits: Habits,
  only?: readonly number[],
  options: Partial<JudgeOptions> = {},
) => judge((bench) => bench.node(server(habits)), options, only);

describe.concurrent('judgeServer: a right server has all points', () => {
  test.each<[string, (bench: Bench, port: number) => ProgramCommand]>([
    ['on PORT', (bench) => bench.node(server())],
    ['on every address', (bench) => bench.node(server({ host: 'any' }))],
    ['on the default port, PORT unread', (bench, port) => bench.node(server({ port: `${port}` }))],
    [
      'that ignores SIGTERM and SIGINT',
      (bench) =>
        bench.node(
          server({ before: `for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => {});` }),
        ),
    ],
    [
      'that opens another port first',
      (bench) =>
        bench.node(
          server({
            before: `await new Promise((r) => createServer().listen(0, '127.0.0.1', r));`,
          }),
        ),
    ],
  ])('%s', async (_, write) => {
    const { judgement, kinds: found, noted } = await judge(write);
    expect(found).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(judgement).toMatchObject({ earned: 10, points: 10, passed: true });
    expect(noted.length).toBeGreaterThan(0);
  });

  test.skipIf(process.platform === 'win32').each<[string, (bench: Bench) => ProgramCommand]>([
    [
      'as a grandchild of two shells',
      (bench) => {
        bench.node(server());
        bench.shell(`"${process.execPath}" program.mjs\ntrue`, 'inner.sh');
        return bench.shell('sh inner.sh\ntrue');
      },
    ],
    [
      'behind pnpm',
      (bench) => {
        bench.node(server());
        bench.write('package.json', '{ "scripts": { "start": "node program.mjs" } }');
        return bench.command('pnpm', '--silent', 'start');
      },
    ],
    [
      'in a session of its own, its parent alive',
      (bench) => {
        bench.node(server(), 'server.mjs');
        return bench.node(`
          import { spawn } from 'node:child_process';
          if (process.argv[2]) await import('./server.mjs');
          else spawn(process.execPath, [process.argv[1], 'child'], { detached: true, stdio: 'ignore' });`);
      },
    ],
  ])('%s', async (_, write) => {
    const { kinds: found, noted } = await judge(write);
    expect(found).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(noted.length).toBeGreaterThan(0);
  });

  test.skipIf(!isLinux)('a daemon whose parents have ended', async () => {
    const { kinds: found, noted } = await judge((bench) =>
      bench.python(`
import socketserver, sys
if os.fork(): sys.exit()
os.setsid()
if os.fork(): sys.exit()
note()
class Shout(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        if line.endswith(b"\\n"): self.wfile.write(line.strip().upper())
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
Server(("127.0.0.1", int(os.environ["PORT"])), Shout).serve_forever()`),
    );
    expect(found).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(noted).toHaveLength(2);
  });
});

describe.concurrent('judgeServer: what is wrong with a server is told apart', () => {
  const all = (kind: string) => [kind, kind, kind, kind];

  test('no such command', async () => {
    const { kinds: found, first } = await judge((bench) => bench.command('tomada-nao-existe', 'x'));
    expect(found).toEqual(all('did-not-start'));
    expect(first?.message).toBe(
      'Não consegui iniciar «tomada-nao-existe x»: não encontrei o programa «tomada-nao-existe» (ou a pasta em que ele rodaria).',
    );
  });

  test('ended with an error: what it said is shown', async () => {
    const { kinds: found, first } = await judge((bench) =>
      bench.node(`console.error('faltou um \\x1b[31mparêntese'); process.exitCode = 3;`),
    );
    expect(found).toEqual(all('ended'));
    expect(first).toMatchObject({
      message: 'O programa terminou (código 3) antes de escutar.',
      details: ['O que o programa disse por último:', expect.stringContaining('parêntese')],
    });
    expect(first?.details.join('')).not.toContain('\x1b');
  });

  test('ends at once, silently', async () => {
    const { kinds: found, first } = await judge((bench) => bench.node(''));
    expect(found).toEqual(all('ended'));
    expect(first).toMatchObject({
      message: 'O programa terminou (código 0) antes de escutar.',
      details: ['O programa não disse nada.'],
    });
  });

  test('never listens', async () => {
    const { kinds: found, first } = await judge(
      (bench) => bench.node(`console.log('quase'); setInterval(() => {}, 1000);`),
      { startLimit: 6_000 }, // Node itself may take seconds to start on a busy machine
    );
    expect(found).toEqual(all('not-listening'));
    expect(first?.message).toMatch(/^Esperei 6 s e o programa não começou a escutar, nem na/);
    expect(first?.details.join('\n')).toContain('quase');
  });

  test('listens on another port', async () => {
    const { kinds: found, first } = await judgeHabits({ port: '0' });
    expect(found).toEqual(all('listens-elsewhere'));
    expect(first?.message).toMatch(
      /^O programa escuta na porta \d+, e devia escutar na da variável PORT \(\d+ nesta vez\) ou na \d+\.$/,
    );
  });

  test.each(['::1', ':: only'])('listens on %s: IPv6 only', async (host) => {
    const { kinds: found, first } = await judgeHabits({ host });
    expect(found).toEqual(all('ipv6-only'));
    expect(first?.message).toMatch(/só em IPv6 \(::1\), e os clientes chamam 127\.0\.0\.1\.$/);
  });

  test('accepts and does not answer', async () => {
    const { kinds: found, first } = await judgeHabits(
      { onLine: `console.log('li', line)` },
      [0, 2, 3],
      hasty,
    );
    expect(found).toEqual(['no-answer', 'second-client', 'half-message']);
    expect(first?.message).toBe('Aceitou a conexão e não respondeu a tempo.');
    expect(first?.details.join('\n')).toContain('li oi');
  });

  test('closes a connection at once', async () => {
    const { first } = await judgeHabits({ onConnection: 'c.end()' }, [0]);
    expect(first).toMatchObject({
      kind: 'no-answer',
      message: 'Fechou a conexão sem responder.',
    });
  });

  test('answers before it is asked', async () => {
    const { first } = await judgeHabits({ onConnection: `c.write('Olá')` }, [0]);
    expect(first).toMatchObject({
      kind: 'too-early',
      message: 'Respondeu antes de ser perguntado.',
      details: ['recebido  Olá'],
    });
  });

  test('answers too much', async () => {
    const { kinds: found, first } = await judgeHabits({ onLine: `c.end('OI\\n')` }, [0, 1]);
    expect(found).toEqual(['too-much', 'too-much']);
    expect(first).toMatchObject({
      message: 'Respondeu demais: 1 byte além do certo.',
      details: [
        'esperado  4f 49       OI',
        'recebido  4f 49 0a    OI\\n',
        '                ^^    byte 3',
      ],
    });
  });

  test('answers without end: the judge keeps neither all of it nor waiting', async () => {
    const { first } = await judgeHabits(
      {
        onLine: `const more = () => { while (c.write('OI'.repeat(50_000))); c.once('drain', more); }; more()`,
      },
      [0],
    );
    expect(first).toMatchObject({ kind: 'too-much' });
  });

  test('answers too little', async () => {
    const { kinds: found, first } = await judgeHabits({ onLine: `c.end('O')` }, [0, 2]);
    expect(found).toEqual(['too-little', 'second-client']);
    expect(first?.message).toBe('Respondeu de menos: 1 de 2 bytes, e a conexão acabou.');
  });

  test('answers the wrong thing', async () => {
    const { kinds: found, first } = await judgeHabits({ onLine: `c.end('Oi')` }, [0, 2]);
    expect(found).toEqual(['wrong-answer', 'wrong-answer']);
    expect(first).toMatchObject({
      message: 'A resposta está errada.',
      details: [expect.anything(), expect.anything(), expect.stringMatching(/\^\^ +byte 2$/)],
    });
  });

  test('serves one client at a time', async () => {
    const { kinds: found, judgement } = await judge(
      (bench) =>
        bench.python(`
import socket
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", int(os.environ["PORT"])))
s.listen()
while True:
    c, _ = s.accept()
    with c, c.makefile("rb") as lines:
        line = lines.readline()
        if line.endswith(b"\\n"): c.sendall(line.strip().upper())`),
      hasty,
    );
    expect(found).toEqual(['ok', 'ok', 'second-client', 'ok']);
    expect(judgement.earned).toBe(8);
    const { failure, hint } = judgement.results[2] ?? {};
    expect(failure?.message).toBe('O segundo cliente ficou sem resposta.');
    expect(hint).toBe('Leia até a quebra de linha.');
  });

  test('takes no second client at all: each check that needs one says so', async () => {
    const { kinds: found } = await judgeHabits(
      { onConnection: 'server.close(); setInterval(() => {}, 1000)' },
      [0, 2],
      hasty,
    );
    expect(found).toEqual(['ok', 'second-client']);
  });

  test('hangs on half a message', async () => {
    const { kinds: found, judgement } = await judgeHabits(
      {
        onConnection: `c.on('end', () => { if (text !== '') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); })`,
      },
      [2, 3],
      hasty,
    );
    expect(found).toEqual(['ok', 'half-message']);
    expect(judgement.results[1]?.failure?.message).toMatch(/^Depois de meia mensagem/);
  });

  test('does not close', async () => {
    const { kinds: found, judgement } = await judgeHabits(
      {
        onLine: `c.write(line.toUpperCase())`,
      },
      [0, 1],
    );
    expect(found).toEqual(['ok', 'does-not-close']);
    expect(judgement.results[1]?.failure?.message).toBe(
      'A conexão continuou aberta, e já devia estar fechada.',
    );
  });

  test('resets instead of answering', async () => {
    const { first } = await judgeHabits({ onLine: 'c.resetAndDestroy()' }, [0]);
    expect(first).toMatchObject({
      kind: 'no-answer',
      message: 'Fechou a conexão sem responder.',
      details: expect.arrayContaining([
        'A conexão foi cortada (ECONNRESET): é o que acontece quando se fecha com bytes por ler.',
      ]),
    });
  });

  test('resets instead of closing', async () => {
    const { kinds: found, judgement } = await judgeHabits(
      {
        onLine: `c.write(line.toUpperCase(), () => setTimeout(() => c.resetAndDestroy(), 1_000))`,
      },
      [0, 1],
    );
    expect(found).toEqual(['ok', 'reset']);
    expect(judgement.results[1]?.failure?.message).toBe(
      'Respondeu e cortou a conexão (ECONNRESET), em vez de fechá-la.',
    );
  });

  test('dies of a question: that it died, and what it said', async () => {
    const { kinds: found, first } = await judgeHabits(
      {
        onLine: `console.error('não sei'); process.exit(4)`,
      },
      [0, 2],
    );
    expect(found).toEqual(['ended', 'ended']);
    expect(first?.message).toBe('O programa terminou (código 4) no meio da conversa.');
    expect(first?.details.join('\n')).toContain('não sei');
  });

  test('prints without end', async () => {
    const { kinds: found, first } = await judge(
      (bench) =>
        bench.node(`
          import { writeSync } from 'node:fs';
          const much = 'x'.repeat(2 ** 16);
          for (;;) writeSync(1, much);`),
      { limits: { processes: 64, outputBytes: 2 ** 20, memoryBytes: 2 ** 30 } },
      [0],
    );
    expect(found).toEqual(['too-much-output']);
    expect(first?.message).toBe('O programa imprimiu mais de 1 MiB e foi encerrado.');
  });

  test.skipIf(process.platform === 'win32')('starts process after process', async () => {
    const {
      kinds: found,
      first,
      noted,
    } = await judge(
      (bench) =>
        bench.shell('i=0\nwhile [ $i -lt 100 ]; do sleep 60 & note $!; i=$((i+1)); done\nwait'),
      { limits: { processes: 8, outputBytes: 2 ** 20, memoryBytes: 2 ** 30 } },
      [0],
    );
    expect(found).toEqual(['too-many-processes']);
    expect(first?.message).toBe('O programa criou mais de 8 processos e foi encerrado.');
    expect(noted.length).toBeGreaterThan(8);
  });

  test.skipIf(!isLinux)('takes ever more memory', async () => {
    const { kinds: found, first } = await judge(
      (bench) =>
        bench.node(`
          const taken = [];
          setInterval(() => { if (taken.length < 25) taken.push(Buffer.alloc(2 ** 24, 1)); }, 20);`),
      { limits: { processes: 64, outputBytes: 2 ** 20, memoryBytes: 2 ** 27 } },
      [0],
    );
    expect(found).toEqual(['too-much-memory']);
    expect(first?.message).toBe('O programa ocupou mais de 128 MiB de memória e foi encerrado.');
  });
});

describe.concurrent('judgeServer: programs that do not read PORT', () => {
  test('two judgements at the same time, one port: both come out right', async () => {
    const side = await shoutServer();
    using one = new Bench();
    using other = new Bench();
    const judgements = await Promise.all(
      [one, other].map((bench) =>
        judgeServer(shout, side, bench.node(server({ port: String(side.port) })), calm),
      ),
    );
    for (const judgement of judgements) expect(kinds(judgement)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect([...one.alive, ...other.alive]).toEqual([]);
  });

  test('a stranger has the default port: said so, with what the program said', async () => {
    const side = await shoutServer();
    using bench = new Bench();
    const stranger = createServer((connection) => connection.destroy());
    await listen(stranger, { host: '127.0.0.1', port: side.port });
    try {
      const program = bench.node(server({ port: String(side.port) }));
      const judgement = await judgeServer(shout, side, program, { tools, startLimit: 2_000 });
      expect(judgement.earned).toBe(0);
      expect(judgement.results[0]?.failure).toMatchObject({
        kind: 'port-taken',
        message: `A porta ${side.port} está ocupada por outro programa (EADDRINUSE): feche-o e tente de novo.`,
      });
      expect(judgement.results[0]?.failure?.details.join('\n')).toContain('EADDRINUSE');
    } finally {
      await close(stranger);
    }
    expect(bench.alive).toEqual([]);
  });

  test('a right server of somebody else on the default port: earns this program nothing', async () => {
    const side = await shoutServer();
    using bench = new Bench();
    const stranger = createServer({ allowHalfOpen: true }, (connection) => {
      connection.on('error', () => {});
      connection.on('data', () => connection.end('OI'));
    });
    await listen(stranger, { host: '127.0.0.1', port: side.port });
    try {
      const program = bench.node('setInterval(() => {}, 1000)');
      const judgement = await judgeServer(shout, side, program, { tools, startLimit: 1_500 });
      expect(judgement.earned).toBe(0);
    } finally {
      await close(stranger);
    }
    expect(bench.alive).toEqual([]);
  });

  test.skipIf(!isLinux)('a port still in TIME_WAIT: the cure is said', async () => {
    const side = await shoutServer();
    await leaveInTimeWait(side.port);
    using bench = new Bench();
    const program = bench.python(`
import socket
s = socket.socket()
s.bind(("127.0.0.1", ${side.port}))
s.listen()
while True: s.accept()`);
    const { results } = await judgeServer(shout, side, program, calm);
    expect(results[0]?.failure).toMatchObject({ kind: 'ended' });
    expect(results[0]?.failure?.details.join('\n')).toMatch(/TIME_WAIT.*\n.*SO_REUSEADDR/);
    expect(bench.alive).toEqual([]);
  });
});

/** A server that says goodbye first: its port keeps the connection for a minute. */
async function leaveInTimeWait(port: number): Promise<void> {
  const server = createServer((connection) => connection.end());
  await listen(server, { host: '127.0.0.1', port });
  const client = connect({ host: '127.0.0.1', port });
  client.resume();
  await once(client, 'close');
  await close(server);
}

describe.concurrent('judgeServer: its own manners', () => {
  test('a badge waits until no point is missing', async () => {
    const side = await shoutServer([0]);
    const badge: Check<ServerSession> = {
      ...{ name: 'medalha', points: 0, badge: 'Eco', hint: 'Devolva.' },
      async run(session) {
        await using conversation = await session.connect();
        conversation.send('oi\n');
        await conversation.expectNext('OI');
      },
    };
    const judgeWithBadge = async (habits: Habits) => {
      using bench = new Bench();
      const checks = [...side.checks, badge];
      return await judgeServer(shout, { ...side, checks }, bench.node(server(habits)), calm);
    };
    const good = await judgeWithBadge({});
    expect(good).toMatchObject({ passed: true, badges: ['Eco'] });
    const bad = await judgeWithBadge({ onLine: `c.end(line.toUpperCase() + '!')` });
    expect(bad).toMatchObject({ passed: false, badges: [] });
    expect(bad.results[1]?.failure).toEqual({
      ...{ kind: 'not-tried', message: 'Fica para quando não faltar mais nenhum ponto.' },
      details: [],
    });
    expect(bad.results[1]?.hint).toBeUndefined();
  });

  test('the same program twice: the same findings', async () => {
    const runs = await Promise.all([
      judgeHabits({ onLine: `c.write('OI\\n')` }),
      judgeHabits({ onLine: `c.write('OI\\n')` }),
    ]);
    expect(runs[0].kinds).toEqual(runs[1].kinds);
    expect(runs[0].judgement.earned).toBe(runs[1].judgement.earned);
  });

  test('interrupted in the middle: rejects with the reason, and nothing is left', async () => {
    using bench = new Bench();
    const interrupt = new AbortController();
    const program = bench.node(server({ before: `process.on('SIGTERM', () => {});` }));
    const side = await shoutServer();
    const judging = judgeServer(shout, side, program, {
      tools,
      signal: interrupt.signal,
      onResult: () => interrupt.abort(new Error('chega')),
    });
    await expect(judging).rejects.toThrow('chega');
    expect(bench.noted).toHaveLength(1);
    expect(bench.alive).toEqual([]);
  });

  test('a check that would open a fifth connection is refused', async () => {
    using bench = new Bench();
    const greedy: Check<ServerSession> = {
      ...{ name: 'abre cinco', points: 10, hint: '…' },
      async run(session) {
        await Promise.all([1, 2, 3, 4, 5].map(() => session.connect()));
      },
    };
    const side = { ...(await shoutServer()), checks: [greedy] };
    const judging = judgeServer(shout, side, bench.node(server()), { tools });
    await expect(judging).rejects.toThrow('more than 4 connections');
    expect(bench.alive).toEqual([]);
  });

  test('a server that runs already: judged by its port, and left alone', async () => {
    const running = createServer({ allowHalfOpen: true }, (connection) => {
      connection.on('error', () => {});
      connection.on('data', (piece) => piece.includes(10) && connection.end('OI'));
      connection.on('end', () => connection.end());
    });
    await listen(running, { host: '127.0.0.1', port: 0 });
    const address = running.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const side = await shoutServer();
    const judgement = await judgeServer(shout, side, { port }, calm);
    expect(kinds(judgement)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(judgement.target).toBe(`127.0.0.1:${port}`);
    await close(running);
    const gone = await judgeServer(shout, side, { port }, { tools });
    expect(kinds(gone)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(gone.results[0]?.failure?.message).toContain('(ECONNREFUSED)');
  });
});
