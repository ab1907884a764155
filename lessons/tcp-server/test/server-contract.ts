/** What every server of this lesson promises, in both languages, whatever it says to its clients. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  type Command,
  type Peer,
  type Program,
  run,
  skipWithoutPython,
  start,
  TestServer,
  type twins,
} from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

export const anyPort = ['--port', '0'];
export const noTrace = /^\s+at |Traceback/m;

/** Starts one server for all tests of the `describe` around, and gives its port to each. */
export function sharedServer(program: Command): () => number {
  let server: Program | undefined;
  let port = 0;
  beforeAll(async () => {
    server = start(program, anyPort, { limit: 120_000 });
    port = await server.listening();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());
  return () => port;
}

/** Wrong calls, and what the sentence about each has to say. */
export function testUsage(
  program: Command,
  calls: readonly (readonly [args: readonly string[], part: string])[],
): void {
  test.each(calls)('%j: one sentence on standard error, code 2', async (args, part) => {
    const ended = await run(program, args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(part);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });
}

/** What differs from server to server. */
interface Contract {
  readonly host?: string;
  readonly port: number;
  /** Whether it has --idle-timeout, 60 s unless told. */
  readonly idleTimeout?: boolean;
  /** Opens a connection and comes to where the server has it and waits for more. */
  begin(port: number, server: Program): Promise<Peer>;
  /** Has a short conversation with the server, to its end, and asserts the answer. */
  converse(port: number): Promise<void>;
}

export function testContract(
  both: ReturnType<typeof twins>,
  { host = '127.0.0.1', port: usualPort, idleTimeout, begin, converse }: Contract,
): void {
  describe.each(both)('every server, this one in $language', ({ program, skip }) => {
    test.skipIf(skip)(
      'listens where it is told, IPv6 in brackets, and else on its own',
      async () => {
        await using server = start(program, ['--host', '::1', ...anyPort]);
        await server.waitFor(/^Escutando em \[::1\]:[1-9]\d*$/m);
        await using usual = start(program, anyPort);
        const [, usualHost] = await usual.waitFor(/^Escutando em (.*):[1-9]\d*$/m);
        expect(usualHost).toBe(host);
        const { stdout } = await run(program, ['--help']);
        expect(/--host .*\(padrão: (.*)\)\n/.exec(stdout)?.[1]).toBe(host);
        expect(/--port .*\(padrão: (.*)\)\n/.exec(stdout)?.[1]).toBe(String(usualPort));
      },
    );

    test.skipIf(skip)(
      'a reset in the middle: one explained error, and the next is served',
      async () => {
        await using server = start(program, anyPort);
        const port = await server.listening();
        await using peer = await begin(port, server);
        peer.socket.resetAndDestroy();
        await converse(port);
        await server.waitFor(/\n.*\n.*\/erros#\w+\n/, 'stderr');
        const [happened, , , rest] = server.stderr.split('\n');
        expect(happened).toContain(`A conexão com ${peer.name} foi cortada (ECONNRESET): `);
        expect(rest).toBe('');
      },
    );

    describe.skipIf(skip)('ends', () => {
      test.each(['SIGINT', 'SIGTERM'] as const)(
        '%s with an open connection: code 0, a word of farewell, no error, and the port is free',
        async (signal) => {
          await using server = start(program, anyPort);
          const port = await server.listening();
          await using _peer = await begin(port, server);
          const ended = await server.interrupt(signal);
          expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
          expect(ended.stdout).toMatch(/\nEncerrado\.\n$/);
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

      test('restarted at once on the port where it closed a connection: it listens, and serves', async () => {
        await using first = start(program, anyPort);
        const port = await first.listening();
        await using peer = await begin(port, first);
        await first.interrupt(); // it closes first, so the connection stays in its TIME_WAIT
        peer.sayNoMore();
        await peer.closed;
        await using second = start(program, ['--port', String(port)]);
        expect(await second.listening()).toBe(port);
        await converse(port);
      });
    });

    describe.skipIf(skip)('refuses', () => {
      testUsage(program, [
        [['--port', 'abc'], '--port: «abc»'],
        [['--porta', '80'], '--porta'],
        [['oi'], '«oi»'],
        ...(idleTimeout ? ([[['--idle-timeout', '0'], '--idle-timeout: «0»']] as const) : []),
      ]);

      test('a taken port: EADDRINUSE with the address and another port to try, code 1', async () => {
        await using taken = await TestServer.listen(() => {});
        const ended = await run(program, ['--host', '127.0.0.1', '--port', String(taken.port)]);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain(
          `Não consegui escutar em 127.0.0.1:${taken.port} (EADDRINUSE): outro programa já está usando`,
        );
        expect(ended.stderr).toContain(`--port ${taken.port + 1}\n`);
        expect(ended.stderr).not.toMatch(noTrace);
      });

      test("an address that is not the machine's: EADDRNOTAVAIL, code 1", async () => {
        const ended = await run(program, ['--host', '192.0.2.1', '--port', '8080']);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain('192.0.2.1:8080 (EADDRNOTAVAIL): esse endereço não é deste');
      });

      test('a host name that does not exist: ENOTFOUND or EAI_AGAIN, code 1', async () => {
        const ended = await run(program, ['--host', 'nao-existe.invalid']);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toMatch(
          new RegExp(`nao-existe\\.invalid:${usualPort} \\((ENOTFOUND|EAI_AGAIN)\\)`),
        );
      });

      test.skipIf(process.platform !== 'linux')(
        'a privileged port as an ordinary user: EACCES and a higher port to try, code 1',
        async () => {
          // Root may listen anywhere: become nobody.
          const ended = await run(
            program,
            ['--host', '127.0.0.1', '--port', '80'],
            process.getuid?.() === 0 ? { uid: 65_534, env: { HOME: '/', TMPDIR: '/tmp' } } : {},
          );
          expect(ended).toMatchObject({ code: 1, stdout: '' });
          expect(ended.stderr).toContain('127.0.0.1:80 (EACCES): o sistema não deixa');
          expect(ended.stderr).toContain('--port 8080\n');
        },
      );
    });
  });

  test.skipIf(skipWithoutPython)(
    '--help: the same words in both languages but for the call',
    async () => {
      const [ours, theirs] = await Promise.all(both.map(({ program }) => run(program, ['--help'])));
      expect(ours).toMatchObject({ code: 0, stderr: '' });
      expect(theirs).toMatchObject({ code: 0, stderr: '' });
      expect(ours?.stdout).toMatch(/^Uso: pnpm --filter lesson-tcp-server start\S* \[opções\]\n/);
      expect(theirs?.stdout).toMatch(
        /^Uso: python3 lessons\/tcp-server\/python\/\S+\.py \[opções\]\n/,
      );
      const body = (text = '') => text.split('\n').slice(1);
      expect(body(ours?.stdout)).toEqual(body(theirs?.stdout));
    },
  );
}
