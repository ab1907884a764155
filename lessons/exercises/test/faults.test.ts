import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { python, root, run, skipWithoutPython, start, TestServer } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange, int64, uint64 } from './solutions.ts';

const cwd = join(root, 'lessons', 'exercises');
const exercises = [
  'oracle',
  'primes',
  'divisors',
  'framing',
  'broadcast',
  'scanner',
  'reliable-echo',
];
const files = exercises.flatMap((exercise) =>
  readdirSync(join(cwd, 'faults', exercise))
    .filter((file) => ['.py', '.ts', '.c'].includes(extname(file)))
    .map((file) => `faults/${exercise}/${file}`),
);

test('each exercise has four wrong programs or more for each of its sides', () => {
  for (const exercise of exercises) {
    const names = files.filter((file) => file.startsWith(`faults/${exercise}/`));
    const clients = names.filter((file) => file.includes('/client-') || exercise === 'scanner');
    const servers = names.length - clients.length;
    if (exercise !== 'broadcast') expect(clients.length, exercise).toBeGreaterThanOrEqual(4);
    if (exercise !== 'scanner') expect(servers, exercise).toBeGreaterThanOrEqual(4);
  }
});

test.each(files)('%s: its first line says in a sentence what is wrong', (file) => {
  const [first = ''] = readFileSync(join(cwd, file), 'utf8').split('\n');
  expect(first).toMatch(/^(?:"""|\/\/ |\/\* )Errado: \S.*/);
});

test.skipIf(skipWithoutPython)('every one in Python can be read by Python', async () => {
  const code =
    'import sys; [compile(open(f, encoding="utf-8").read(), f, "exec") for f in sys.argv[1:]]';
  const argv = [...(python ?? (['python3'] as const)), '-c', code] as const;
  const scripts = files.filter((file) => file.endsWith('.py'));
  expect(scripts.length).toBeGreaterThan(40);
  const ended = await run({ name: 'compile', argv, cwd }, scripts);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
});

/** A C compiler comes with most systems, and with none of Windows. */
const skipWithoutC = process.platform === 'win32';

describe.skipIf(skipWithoutC)('in C', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tomada-c-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const compile = async (file: string) => {
    const program = join(folder, 'program');
    const argv = ['cc', '-Wall', '-Wextra', '-Werror', '-pthread', '-o', program, file] as const;
    expect(await run({ name: 'cc', argv, cwd }, [])).toMatchObject({ code: 0, stderr: '' });
    return { name: file, argv: [program] as const, cwd };
  };

  /** Asks until the program, which says nothing, listens. */
  const ask = async (port: number, question: string | Uint8Array): Promise<Buffer> => {
    for (;;) {
      try {
        return await exchange(port, [question]);
      } catch (error) {
        const isRefused =
          error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
        if (!isRefused) throw error;
      }
    }
  };

  test('oracle: the right one answers exactly; the wrong one sends a zero more', async () => {
    const right = await compile('test/right/oracle-server.c');
    {
      const port = await freePort();
      await using _server = start(right, [], { env: { PORT: String(port) } });
      expect((await ask(port, 'Vai?\n')).toString()).toMatch(/^(?:sim|não|talvez)$/);
      expect(await ask(port, '')).toHaveLength(0);
    }
    const wrong = await compile('faults/oracle/nul-byte.c');
    const port = await freePort();
    await using _server = start(wrong, [], { env: { PORT: String(port) } });
    expect((await ask(port, 'Vai?\n')).toString()).toMatch(/^(?:sim|não|talvez)\0$/);
  });

  test('primes: N in the order of the machine is another N', async () => {
    const wrong = await compile('faults/primes/native-order.c');
    const port = await freePort();
    await using _server = start(wrong, [], { env: { PORT: String(port) } });
    expect(await ask(port, int64(10n).reverse())).toEqual(uint64(77n).reverse());
    expect(await ask(port, int64(10n))).toEqual(uint64(0n));
  });
});

/** A port that nobody listens on right now. */
async function freePort(): Promise<number> {
  const server = await TestServer.listen(() => {});
  const { port } = server;
  await server[Symbol.asyncDispose]();
  return port;
}
