import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { close, listen } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { Bench, client, kinds, shout, shoutClient, tools } from '../test/shout.ts';
import { judgeClient } from './judge-client.ts';
import { PortLock } from './program/port-lock.ts';
import type { ProgramCommand } from './program/supervised-program.ts';

/** Judges a program, and sees to it that nothing of it is left. */
async function judge(write: (bench: Bench, defaultPort: number) => ProgramCommand) {
  using bench = new Bench();
  const side = await shoutClient();
  const judgement = await judgeClient(shout, side, write(bench, side.port), { tools, slack: 2 });
  expect(bench.alive).toEqual([]);
  const { noted } = bench;
  return { judgement, kinds: kinds(judgement), first: judgement.results[0]?.failure, noted };
}

const judgeCode = (options: Parameters<typeof client>[0]) =>
  judge((bench) => bench.node(client(options)));

describe.concurrent('judgeClient', () => {
  test('a right client: all points, one run a check', async () => {
    const { judgement, noted } = await judgeCode({});
    expect(judgement).toMatchObject({ earned: 10, points: 10, passed: true, side: 'client' });
    expect(noted).toHaveLength(2);
  });

  test('the word comes from the keyboard as well', async () => {
    const { kinds: found } = await judgeCode({
      before: `let typed = ''; for await (const piece of process.stdin) typed += piece;`,
      sends: 'typed',
    });
    expect(found).toEqual(['ok', 'ok']);
  });

  test('behind a shell, with a child that stays: all points, and the child is gone', async () => {
    const { kinds: found, noted } = await judge((bench) => {
      bench.node(client());
      return bench.shell(`sleep 60 &\nnote $!\n"${process.execPath}" program.mjs "$@"`);
    });
    expect(found).toEqual(['ok', 'ok']);
    expect(noted.length).toBeGreaterThan(4);
  });

  test('no such command', async () => {
    const { kinds: found } = await judge((bench) => bench.command('tomada-nao-existe'));
    expect(found).toEqual(['did-not-start', 'did-not-start']);
  });

  test('ends with an error before it calls: its output is shown', async () => {
    const { kinds: found, first } = await judge((bench) =>
      bench.node(`console.error('onde estou?'); process.exit(5);`),
    );
    expect(found).toEqual(['no-connection', 'no-connection']);
    expect(first?.message).toMatch(
      /^O programa terminou \(código 5\) sem se conectar a 127\.0\.0\.1:\d+, o endereço que a variável PORT diz, nem à porta padrão\.$/,
    );
    expect(first?.details).toEqual([
      'O que o programa disse (código 5):',
      expect.stringContaining('onde estou?'),
    ]);
  });

  test('calls and says nothing', async () => {
    const { first } = await judgeCode({ sends: `''` });
    expect(first).toMatchObject({
      kind: 'no-answer',
      message: 'Conectou-se e não enviou nada a tempo.',
    });
  });

  test('asks for the wrong thing: the byte is shown', async () => {
    const { first } = await judgeCode({ sends: `word.toUpperCase() + '\\n'` });
    expect(first).toMatchObject({ kind: 'wrong-request', message: 'O pedido está errado.' });
    expect(first?.details[2]).toMatch(/\^\^ +byte 1$/);
  });

  test('shows the wrong thing, and ends with the wrong code', async () => {
    const { kinds: found, judgement } = await judgeCode({ prints: `'oi'`, failure: 0 });
    expect(found).toEqual(['wrong-output', 'wrong-exit-code']);
    const [output, code] = judgement.results;
    expect(output?.failure?.message).toBe('Faltou esta linha na saída: OI');
    expect(output?.failure?.details).toEqual(['O que o programa disse:', '  oi']);
    expect(code?.failure?.message).toBe(
      'O programa terminou com o código 0, e o certo aqui é o código 1.',
    );
  });

  test('does not end', async () => {
    const { first } = await judgeCode({ afterwards: 'setInterval(() => {}, 1000);' });
    expect(first).toMatchObject({
      kind: 'does-not-end',
      message: 'O programa já tinha tudo, e não terminou a tempo.',
    });
  });

  test('ignores PORT, others at the same time: each is found on the default port, and judged right', async () => {
    const side = await shoutClient();
    using bench = new Bench();
    const program = bench.node(client({ port: String(side.port) }));
    const other = bench.node(client(), 'reads-port.mjs');
    const judgements = await Promise.all(
      [program, other, program].map((each) => judgeClient(shout, side, each, { tools, slack: 4 })),
    );
    expect(judgements.map(kinds)).toEqual(Array.from({ length: 3 }, () => ['ok', 'ok']));
    expect(bench.alive).toEqual([]);
  });

  test('the default port is another judgement’s: waiting for it is not the program’s time', async () => {
    using bench = new Bench();
    const side = await shoutClient();
    const checks = side.checks.map((check) => ({ ...check, seconds: 3 }));
    const { signal } = new AbortController();
    const lock = await PortLock.take(side.port, signal);
    const judging = judgeClient(shout, { ...side, checks }, bench.node(client()), { tools });
    await setTimeout(4_000);
    await lock[Symbol.asyncDispose]();
    expect(kinds(await judging)).toEqual(['ok', 'ok']);
  });

  test('ignores PORT, and a stranger has the default port: said so', async () => {
    const side = await shoutClient();
    using bench = new Bench();
    const stranger = createServer((connection) => connection.destroy());
    await listen(stranger, { host: '127.0.0.1', port: side.port });
    try {
      const program = bench.node(client({ port: String(side.port) }));
      const judgement = await judgeClient(shout, side, program, { tools });
      expect(kinds(judgement)).toEqual(['port-taken', 'port-taken']);
    } finally {
      await close(stranger);
    }
  });

  test('interrupted in the middle: rejects with the reason, and nothing is left', async () => {
    using bench = new Bench();
    const interrupt = new AbortController();
    const program = bench.node(client({ before: `process.on('SIGTERM', () => {});` }));
    const judging = judgeClient(shout, await shoutClient(), program, {
      tools,
      signal: interrupt.signal,
      onResult: () => interrupt.abort(new Error('chega')),
    });
    await expect(judging).rejects.toThrow('chega');
    expect(bench.alive).toEqual([]);
  });
});
