/** What every client of this lesson promises, in both languages, whatever it says to its server. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import {
  type Command,
  type Ended,
  type Program,
  python,
  root,
  run,
  skipWithoutPython,
  start,
  TestServer,
  type twins,
} from '@tomada/testing';
import { describe, expect, test } from 'vitest';

export const noTrace = /^\s+at |Traceback/m;

/** What one client needs to say `oi`: words on the command line, or a line from the keyboard. */
export interface Saying {
  readonly args: readonly string[];
  readonly input?: string;
}

/** Runs a client against a server of one behaviour. */
export async function talkTo(
  program: Command,
  serve: (connection: Socket) => void,
  { args, input }: Saying,
): Promise<Ended> {
  await using server = await TestServer.listen(serve);
  return await run(program, ['--port', String(server.port), ...args], {
    ...(input === undefined ? {} : { input }),
  });
}

interface Contract {
  readonly port: number;
  readonly oi: Saying;
  /** What it has printed before it waits for an answer. */
  readonly greeting: string;
}

export function testContract(
  both: ReturnType<typeof twins>,
  { port: usualPort, oi, greeting }: Contract,
): void {
  const input = oi.input === undefined ? {} : { input: oi.input };

  describe.each(both)('every client, this one in $language', ({ program, skip }) => {
    describe.skipIf(skip)('fails with an explained error and code 1', () => {
      test('no server: ECONNREFUSED', async () => {
        const server = await TestServer.listen(() => {});
        const { port } = server;
        await server[Symbol.asyncDispose]();
        const ended = await run(program, ['--port', String(port), ...oi.args], input);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain(
          `Não consegui me conectar a 127.0.0.1:${port} (ECONNREFUSED): `,
        );
        expect(ended.stderr).toContain('Inicie o servidor primeiro');
        expect(ended.stderr).not.toMatch(noTrace);
      });

      test('a name that does not exist: ENOTFOUND or EAI_AGAIN', async () => {
        const ended = await run(program, ['--host', 'nao-existe.invalid', ...oi.args], input);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toMatch(
          new RegExp(`nao-existe\\.invalid:${usualPort} \\((ENOTFOUND|EAI_AGAIN)\\)`),
        );
        expect(ended.stderr).not.toMatch(noTrace);
      });

      test('a peer that resets: ECONNRESET', async () => {
        const reset = (connection: Socket) =>
          connection.once('data', () => connection.resetAndDestroy());
        const ended = await talkTo(program, reset, oi);
        expect(ended).toMatchObject({ code: 1, stdout: greeting });
        expect(ended.stderr).toMatch(/^A conexão com 127\.0\.0\.1:\d+ foi cortada \(ECONNRESET\)/);
        expect(ended.stderr).not.toMatch(noTrace);
      });

      test('a server that hears and closes without a byte: said so', async () => {
        const close = (connection: Socket) => connection.once('data', () => connection.end());
        const ended = await talkTo(program, close, oi);
        expect(ended).toMatchObject({ code: 1, stdout: greeting });
        expect(ended.stderr).toContain('fechou a conexão sem responder (ERR_EMPTY_ANSWER)');
        expect(ended.stderr).not.toMatch(noTrace);
      });

      test('a server in silence: ETIMEDOUT after --timeout', async () => {
        const since = performance.now();
        const silent = { ...oi, args: ['--timeout', '0.6', ...oi.args] };
        const ended = await talkTo(program, () => {}, silent);
        expect(ended).toMatchObject({ code: 1, stdout: greeting });
        expect(ended.stderr).toMatch(/^Esperei e 127\.0\.0\.1:\d+ não respondeu \(ETIMEDOUT\)/);
        expect(ended.stderr).not.toMatch(noTrace);
        expect(performance.now() - since).toBeGreaterThan(550);
      });
    });

    test.skipIf(skip || skipWithoutPython || process.platform !== 'linux')(
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
        const argv = [...(python ?? (['python3'] as const)), '-c', full] as const;
        await using listener = start({ name: 'a full listener', argv, cwd: root }, []);
        const port = await listener.listening();
        const args = ['--timeout', '0.5', '--port', String(port), ...oi.args];
        const ended = await run(program, args, input);
        expect(ended).toMatchObject({ code: 1, stdout: '' });
        expect(ended.stderr).toContain(`Não consegui me conectar a 127.0.0.1:${port} (ETIMEDOUT)`);
      },
    );

    test.skipIf(skip)('Ctrl-C while it waits for an answer: code 0 and no error', async () => {
      let accept: (connection: Socket) => void = () => {};
      const accepted = new Promise<Socket>((resolve) => {
        accept = resolve;
      });
      await using server = await TestServer.listen((connection) => accept(connection));
      await using client = start(program, ['--port', String(server.port), ...oi.args], input);
      await once(await accepted, 'data');
      const stdout = `${greeting}Encerrado.\n`;
      expect(await client.interrupt()).toEqual({ code: 0, signal: null, stdout, stderr: '' });
    });

    test.skipIf(skip).each([
      [['--port', '0'], '--port: «0»'],
      [['--port', 'abc'], '--port: «abc»'],
      [['--timeout', '-1'], '--timeout: «-1»'],
      [['--palavra'], '--palavra'],
    ])('%j: one sentence on standard error, code 2', async (args, part) => {
      const ended = await run(program, [...args, ...oi.args], input);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toContain(part);
      expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    });
  });

  test.skipIf(skipWithoutPython)(
    '--help: the same words in both languages but for the call, and the usual port',
    async () => {
      const [ours, theirs] = await Promise.all(both.map(({ program }) => run(program, ['--help'])));
      expect(ours).toMatchObject({ code: 0, stderr: '' });
      expect(theirs).toMatchObject({ code: 0, stderr: '' });
      expect(ours?.stdout).toMatch(/^Uso: pnpm --filter lesson-tcp-client start.* \[opções\]\n/);
      expect(theirs?.stdout).toMatch(/^Uso: python3 lessons\/tcp-client\/python\/.* \[opções\]\n/);
      expect(ours?.stdout).toContain(`(padrão: ${usualPort})`);
      const body = (text = '') => text.split('\n').slice(1);
      expect(body(ours?.stdout)).toEqual(body(theirs?.stdout));
    },
  );
}

/** Types lines with a pause between the bytes, as a person does; the input stays open. */
export async function typeSlowly(client: Program, text: string): Promise<void> {
  for (const letter of text) {
    client.type(letter);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
