import { fileURLToPath } from 'node:url';
import {
  type Command,
  cut,
  decode,
  open,
  Peer,
  python,
  run,
  skipWithoutPython,
  start,
} from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  explainError,
  knownErrorCodes,
  LineDecoder,
  PeerError,
  trimAscii,
  visibleText,
} from './index.ts';

const folder = fileURLToPath(new URL('../python', import.meta.url));

/** A program of Python beside tomada.py. */
function inFolder(code: string): Command {
  const argv = [
    ...(python ?? (['python3'] as const)),
    '-c',
    `import json, tomada\n${code}`,
  ] as const;
  return { name: 'python', argv, cwd: folder };
}

/** What an expression of Python gives for each `case`, after some definitions. */
async function inPython(
  definitions: string,
  expression: string,
  cases: readonly unknown[],
): Promise<unknown> {
  const command = inFolder(
    `${definitions}\nimport sys\nprint(json.dumps([${expression} for case in json.load(sys.stdin)]))`,
  );
  const input = JSON.stringify(cases);
  const { stdout, stderr, code: exit } = await run(command, [], { input });
  expect(stderr).toBe('');
  expect(exit).toBe(0);
  return JSON.parse(stdout);
}

describe.skipIf(skipWithoutPython)('tomada.py, the Python twin', () => {
  test.each([
    ['any', undefined],
    ['connect', 'connect'],
    ['datagram', 'send'],
  ] as const)('every known error is explained in the same words: %s', async (activity, syscall) => {
    const said = await inPython(
      '',
      `tomada.explain_error(tomada.PeerError(case), "::1", 80, "${activity}")`,
      knownErrorCodes,
    );
    const endpoint = { host: '::1', port: 80 };
    expect(said).toEqual(
      knownErrorCodes.map((code) => explainError(new PeerError(code, syscall), endpoint)),
    );
  });

  test('any text is made visible in the same way', async () => {
    const texts = fc.sample(fc.string({ unit: 'binary' }), 300);
    const controls = Array.from({ length: 0x2100 }, (_, number) => String.fromCodePoint(number));
    const all = [...texts, ...controls];
    const said = await inPython('', 'tomada.visible_text(case)', all);
    expect(said).toEqual(all.map(visibleText));
  });

  test('any bytes, any longest line, cut anywhere: the same lines, and the same error after them', async () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 8 }).map((text) => new TextEncoder().encode(text)),
      fc.constantFrom('\n', '\r\n', '\r').map((text) => new TextEncoder().encode(text)),
    );
    const stream = fc.array(part).map((parts) => Buffer.concat(parts));
    const cuts = fc.array(fc.nat({ max: 500 }), { maxLength: 10 });
    const cases = fc
      .sample(fc.tuple(stream, cuts, fc.nat({ max: 40 })), 500)
      .map(([bytes, places, longest]) => ({ longest, pieces: cut(bytes, places) }));
    const said = await inPython(
      `
def decode(longest, pieces):
    decoder, seen = tomada.LineDecoder(longest), []
    try:
        for piece in pieces:
            for line in decoder.push(bytes.fromhex(piece)):
                seen.append(line)
        for line in decoder.end():
            seen.append(line)
    except tomada.PeerError as error:
        seen.append({"code": error.code})
    return seen
`,
      'decode(case["longest"], case["pieces"])',
      cases.map(({ longest, pieces }) => ({
        longest,
        pieces: pieces.map((piece) => Buffer.from(piece).toString('hex')),
      })),
    );
    expect(said).toEqual(
      cases.map(({ longest, pieces }) => decode(new LineDecoder(longest), pieces)),
    );
  });

  test('a line that cannot be saved any more is refused before it ends', async () => {
    const pieces = ['abcde', 'abcd\r', 'abcd'];
    const said = await inPython(
      `
def refused(piece):
    try:
        list(tomada.LineDecoder(4).push(piece.encode()))
    except tomada.PeerError:
        return True
    return False
`,
      'refused(case)',
      pieces,
    );
    expect(said).toEqual([true, false, false]);
  });

  test('trimAscii takes away what bytes.strip() does, and no more', async () => {
    const ends = fc.constantFrom(
      ...Array.from({ length: 0x100 }, (_, number) => String.fromCharCode(number)),
      '\u2028',
      '\u3000',
      '\ufeff',
    );
    const text = fc.array(fc.oneof(ends, fc.string({ maxLength: 2 })), { maxLength: 6 });
    const texts = fc.sample(text, 500).map((parts) => parts.join(''));
    const said = await inPython('', 'case.encode().strip().decode()', texts);
    expect(said).toEqual(texts.map(trimAscii));
  });

  test('a switch: false, and true where it is given; a value is refused', async () => {
    const program = `
import sys
options = tomada.read_options(usage="x", about="y", options={"once": tomada.switch_option("z"), "idle-timeout": tomada.seconds_option("w", 60)})
print(json.dumps([options.once, options.idle_timeout]))
`;
    const ask = async (...args: string[]) => await run(inFolder(program), args);
    expect((await ask()).stdout).toBe('[false, 60]\n');
    expect((await ask('--once', '--idle-timeout', '0.5')).stdout).toBe('[true, 0.5]\n');
    const refused = await ask('--once=sim');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('A opção --once não leva valor, mas recebeu «sim».');
    expect((await ask('--help')).stdout).toContain('  --once                     z\n');
  });

  test('PORT: the port of the environment, else the other; what is no port is refused', async () => {
    const program = inFolder('print(tomada.port_from_environment(12345))');
    const ask = async (PORT: string) => await run(program, [], { env: { PORT } });
    expect((await ask('')).stdout).toBe('12345\n');
    expect((await ask('0')).stdout).toBe('0\n');
    expect((await ask('65535')).stdout).toBe('65535\n');
    const bad = ['65536', '-1', 'abc', '80 ', '8e1', '٣'];
    for (const PORT of bad) {
      expect(await ask(PORT)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: `Variável de ambiente PORT: «${PORT}» não é uma porta. Use um número inteiro de 0 a 65535, por exemplo: PORT=12345\n`,
      });
    }
  });
});

describe.skipIf(skipWithoutPython).concurrent('end_and_linger', () => {
  /** Accepts one client, takes a byte, has 8 MB of last words for it, and says how long that took. */
  const program = (words: string) => `
import socket, time
listener = socket.create_server(("127.0.0.1", 0))
print("Escutando em 127.0.0.1:%d" % listener.getsockname()[1])
connection, _ = listener.accept()
connection.recv(1)
since = time.monotonic()
try:
    with connection:
        tomada.end_and_linger(connection, ${words}, 0.5)
except OSError as error:
    print(type(error).__name__)
print("levou %f" % (time.monotonic() - since))
`;

  async function lasted(running: ReturnType<typeof start>): Promise<number> {
    const { stdout, stderr } = await running.ended;
    expect(stderr).toBe('');
    return Number(/^levou (.*)$/m.exec(stdout)?.[1]);
  }

  test('a client that goes on sending: the last words arrive whole, and it ends when the client does', async () => {
    await using running = start(inFolder(program('("é" * 1_000_000).encode()')), []);
    await using peer = await Peer.open(await running.listening());
    peer.socket.end(Buffer.alloc(20_000_000));
    expect(await peer.hearAll()).toBe('é'.repeat(1_000_000));
    expect(await peer.closed).toBeUndefined();
    expect(await lasted(running)).toBeLessThan(4.5);
  });

  test('a client that never closes, and knocks: cut off after 5 seconds', async () => {
    await using running = start(inFolder(program('"fim"')), []);
    await using peer = await Peer.open(await running.listening());
    await peer.say('x');
    const knock = setInterval(() => peer.socket.write('?'), 100);
    const since = performance.now();
    expect(await peer.hearAll()).toBe('fim');
    expect(performance.now() - since).toBeLessThan(4_000); // told at once that no more comes
    await peer.closed;
    clearInterval(knock);
    expect(await lasted(running)).toBeGreaterThan(4.5);
  });

  test('a client that reads nothing: cut off when the patience is over, long before', async () => {
    await using running = start(inFolder(program('"x" * 64_000_000')), []);
    const connection = await open(await running.listening());
    connection.on('error', () => {}).pause();
    connection.write('x');
    expect(await lasted(running)).toBeGreaterThan(0.45);
    connection.destroy();
  });
});
