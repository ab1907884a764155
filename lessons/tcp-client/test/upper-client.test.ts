import type { Socket } from 'node:net';
import {
  lessonScript,
  pythonPeer,
  readAll,
  run,
  skipWithoutPython,
  start,
  TestServer,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const typescript = lessonScript('tcp-client', 'start');
const python = pythonPeer('tcp-client', 'upper-client');

describe.each([
  ['TypeScript', typescript, false],
  ['Python', python, skipWithoutPython],
] as const)('upper-client in %s', (_language, program, skip) => {
  /** Runs the client against a server of one behaviour. */
  async function talkTo(serve: (connection: Socket) => void, args = ['olá', 'mundo']) {
    await using server = await TestServer.listen(serve);
    return await run(program, ['--port', String(server.port), ...args]);
  }

  describe.skipIf(skip)('sends', () => {
    test('the words with spaces, as UTF-8 and a newline, then the end of its side', async () => {
      const heard: Buffer[] = [];
      const ended = await talkTo(async (connection) => {
        heard.push(await readAll(connection)); // ends with the half-close only
        connection.end('OI');
      });
      expect(Buffer.concat(heard).toString('utf8')).toBe('olá mundo\n');
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stdout: 'Enviado:  olá mundo\nRecebido: OI\n',
        stderr: '',
      });
    });

    test('words after -- that look like options', async () => {
      const ended = await talkTo((connection) => connection.pipe(connection), ['--', '--port']);
      expect(ended.stdout).toBe('Enviado:  --port\nRecebido: --port\\n\n');
    });
  });

  describe.skipIf(skip)('receives', () => {
    test('an answer that comes byte by byte, a character in halves included', async () => {
      const ended = await talkTo(async (connection) => {
        connection.setNoDelay(true);
        for (const byte of Buffer.from('OLÁ ÇÃO 🙂')) {
          await new Promise<void>((written) =>
            connection.write(Uint8Array.of(byte), () => setImmediate(written)),
          );
        }
        connection.end();
      });
      expect(ended.stdout).toContain('Recebido: OLÁ ÇÃO 🙂\n');
    });

    test('an answer longer than any piece', async () => {
      const ended = await talkTo((connection) => connection.end('X'.repeat(300_000)));
      expect(ended.stdout).toContain(`Recebido: ${'X'.repeat(300_000)}\n`);
    });

    test('control characters of the answer: shown, not obeyed', async () => {
      const ended = await talkTo((connection) => connection.end('a\x1b[31m\nb'));
      expect(ended.stdout).toContain('Recebido: a\\x1b[31m\\nb\n');
    });

    test('an empty answer to white space: that is the right answer', async () => {
      const ended = await talkTo((connection) => connection.end(), [' ']);
      expect(ended).toMatchObject({ code: 0, stdout: 'Enviado:   \nRecebido: \n' });
    });
  });

  describe.skipIf(skip)('fails with an explained error and code 1', () => {
    const noTrace = /^\s+at |Traceback/m;

    test('no server: ECONNREFUSED', async () => {
      const server = await TestServer.listen(() => {});
      const { port } = server;
      await server[Symbol.asyncDispose]();
      const ended = await run(program, ['--port', String(port), 'oi']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(
        `Não consegui me conectar a 127.0.0.1:${port} (ECONNREFUSED): `,
      );
      expect(ended.stderr).toContain('Inicie o servidor primeiro');
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test('a name that does not exist: ENOTFOUND or EAI_AGAIN', async () => {
      const ended = await run(program, ['--host', 'nao-existe.invalid', 'oi']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toMatch(/nao-existe\.invalid:8080 \((ENOTFOUND|EAI_AGAIN)\)/);
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test('a peer that resets: ECONNRESET', async () => {
      const ended = await talkTo((connection) =>
        connection.once('data', () => connection.resetAndDestroy()),
      );
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/A conexão com 127\.0\.0\.1:\d+ foi cortada \(ECONNRESET\)/);
      expect(ended.stderr).not.toMatch(noTrace);
    });

    test('a server that closes without a byte: said so', async () => {
      const ended = await talkTo((connection) => connection.end());
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain('fechou a conexão sem responder (ERR_EMPTY_ANSWER)');
    });

    test('a server in silence: ETIMEDOUT after --timeout', async () => {
      const ended = await talkTo(() => {}, ['--timeout', '0.3', 'oi']);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/127\.0\.0\.1:\d+ não respondeu \(ETIMEDOUT\)/);
      expect(ended.stderr).not.toMatch(noTrace);
    });
  });

  test.skipIf(skip || process.platform !== 'linux')(
    'nobody takes the connection: ETIMEDOUT while connecting, not «o outro lado ficou em silêncio»',
    async () => {
      // A listener with a queue of one that never accepts: its kernel leaves further requests unanswered.
      const full = [
        'import socket, sys, time',
        's = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(0)',
        'c = [socket.socket() for _ in range(4)]',
        '[(x.setblocking(False), x.connect_ex(s.getsockname())) for x in c]',
        'time.sleep(0.2)',
        'print("Escutando em 127.0.0.1:%d" % s.getsockname()[1], flush=True); time.sleep(30)',
      ].join('\n');
      const command = { ...python, argv: [python.argv[0], '-c', full] as const };
      await using listener = start(command, []);
      const port = await listener.listening();
      const ended = await run(program, ['--timeout', '0.5', '--port', String(port), 'oi']);
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(`Não consegui me conectar a 127.0.0.1:${port} (ETIMEDOUT)`);
    },
  );

  describe.skipIf(skip)('usage', () => {
    test.each([
      [[], 'Faltou dizer o que enviar'],
      [['--port', '0', 'oi'], '--port: «0»'],
      [['--port', 'abc', 'oi'], '--port: «abc»'],
      [['--timeout', '-1', 'oi'], '--timeout: «-1»'],
      [['--palavra', 'oi'], '--palavra'],
    ])('%j: one sentence on standard error, code 2', async (args, part) => {
      const ended = await run(program, args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(part);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    });
  });

  test.skipIf(skip)('Ctrl-C while it waits: code 0 and no error', async () => {
    await using server = await TestServer.listen(() => {});
    await using client = start(program, ['--port', String(server.port), 'oi']);
    await client.waitFor(/Enviado/);
    expect(await client.interrupt()).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});

describe.skipIf(skipWithoutPython)('upper-client in TypeScript against Python', () => {
  test('--help: the same words but for the call', async () => {
    const [ours, theirs] = await Promise.all([
      run(typescript, ['--help']),
      run(python, ['--help']),
    ]);
    const body = (text: string) => text.split('\n').slice(1);
    expect(body(ours.stdout)).toEqual(body(theirs.stdout));
  });
});
