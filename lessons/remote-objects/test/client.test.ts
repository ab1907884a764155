import type { Socket } from 'node:net';
import { type Ended, run, TestServer, twins } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { call, frame, frames, textsOf } from './frames.ts';

const answer = (id: number, result: unknown) => frame(JSON.stringify({ id, result }));
const MAYBE = 'Sem resposta: a chamada pode ter sido feita, ou não.\n';
const NOT_OURS = 'quem atende não fala o nosso protocolo: o que veio';

interface Case {
  readonly name: string;
  /** What the server does once a whole call has come; it stays open unless it ends itself. */
  readonly reply: (connection: Socket) => void;
  readonly stdout: string;
  /** Part of standard error, and the code: 0 when it says nothing there. */
  readonly stderr: string;
}

/** What a client may get for an answer. It calls ana.balance with number 1. */
const cases: readonly Case[] = [
  {
    name: 'an answer in single bytes',
    reply: (to) => {
      for (const byte of answer(1, 70)) to.write(Uint8Array.of(byte));
    },
    stdout: 'ana.balance() → 70\n',
    stderr: '',
  },
  {
    name: 'answers that nobody asked for, before the right one',
    reply: (to) => to.write(Buffer.concat([answer(7, 1), answer(1, 'olá\u001b[2J'), answer(1, 2)])),
    stdout:
      'Resposta que não pedi, da chamada 7, ignorada.\nResposta atrasada ou repetida da chamada 1, ignorada.\nana.balance() → "olá\\u001b[2J"\n',
    stderr: '',
  },
  {
    name: 'only an answer that nobody asked for',
    reply: (to) => to.write(answer(7, 1)),
    stdout: `Resposta que não pedi, da chamada 7, ignorada.\n${MAYBE}`,
    stderr: 'não respondeu (ETIMEDOUT)',
  },
  {
    name: 'an error',
    reply: (to) => to.write(frame('{"id":1,"error":{"code":"x","message":"não\\nposso"}}')),
    stdout: '',
    stderr: 'O servidor recusou: não\\nposso.\n',
  },
  {
    name: 'last words',
    reply: (to) =>
      to.end(frame('{"id":null,"error":{"code":"idle","message":"60 s em silêncio"}}')),
    stdout: MAYBE,
    stderr: 'encerrou a conversa: 60 s em silêncio.\n',
  },
  {
    name: 'silence',
    reply: () => {},
    stdout: MAYBE,
    stderr: 'não respondeu (ETIMEDOUT)',
  },
  {
    name: 'a server that dies in the call, without a word',
    reply: (to) => to.destroy(),
    stdout: MAYBE,
    stderr: 'fechou a conexão sem responder (ERR_EMPTY_ANSWER)',
  },
  {
    name: 'a server that dies after a word that nobody asked for',
    reply: (to) => to.end(answer(7, 1)),
    stdout: `Resposta que não pedi, da chamada 7, ignorada.\n${MAYBE}`,
    stderr: 'foi cortada (ECONNRESET)',
  },
  {
    name: 'a reset',
    reply: (to) => to.resetAndDestroy(),
    stdout: MAYBE,
    stderr: 'foi cortada (ECONNRESET)',
  },
  {
    name: 'half a frame, and the end',
    reply: (to) => to.end(answer(1, 70).subarray(0, 9)),
    stdout: MAYBE,
    stderr: 'terminou no meio de uma mensagem (ERR_INCOMPLETE_MESSAGE)',
  },
  {
    name: 'an enormous frame',
    reply: (to) => to.write(Uint8Array.of(0x7f, 0xff, 0xff, 0xff)),
    stdout: MAYBE,
    stderr: 'Recusei uma mensagem de',
  },
  {
    name: 'no JSON',
    reply: (to) => to.write(frame('NaN')),
    stdout: MAYBE,
    stderr: `${NOT_OURS} não é JSON. Confira --host e --port.\n`,
  },
  {
    name: 'no UTF-8',
    reply: (to) => to.write(frame(Uint8Array.of(0xff))),
    stdout: MAYBE,
    stderr: `${NOT_OURS} não é texto em UTF-8.`,
  },
  {
    name: 'neither a result nor an error',
    reply: (to) => to.write(frame('{"id":1}')),
    stdout: MAYBE,
    stderr: `${NOT_OURS} falta result ou error.`,
  },
  {
    name: 'a result without a number',
    reply: (to) => to.write(frame('{"id":null,"result":3}')),
    stdout: MAYBE,
    stderr: `${NOT_OURS} falta result ou error.`,
  },
];

/** Runs a client against a server that notes what it hears and replies once that is so many bytes. */
async function hear(
  program: Parameters<typeof run>[0],
  args: readonly string[],
  wanted: number,
  reply: (connection: Socket) => void,
): Promise<{ readonly ended: Ended; readonly heard: Buffer }> {
  let heard = Buffer.alloc(0);
  await using server = await TestServer.listen((connection) => {
    connection.on('end', () => connection.end());
    connection.on('data', (piece) => {
      const before = heard.length;
      heard = Buffer.concat([heard, piece]);
      if (before < wanted && heard.length >= wanted) reply(connection);
    });
  });
  const ended = await run(program, ['--port', String(server.port), ...args]);
  return { ended, heard };
}

const both = twins('remote-objects', 'start:client', 'bank-client');

describe.each(both)('bank client in $language', ({ program, skip }) => {
  const asked = frame(call(1, 'ana.balance'));

  test.skipIf(skip).each(cases)(
    '$name: said clearly, and ended',
    async ({ reply, stdout, stderr }) => {
      const args = ['--timeout', stderr.includes('ETIMEDOUT') ? '1' : '20', 'ana.balance'];
      const { ended, heard } = await hear(program, args, asked.length, reply);
      expect(textsOf(heard)).toEqual([call(1, 'ana.balance')]);
      expect(ended.stdout.split('\n').sort()).toEqual(stdout.split('\n').sort());
      expect(ended.stderr).toContain(stderr);
      expect(ended.stderr).not.toMatch(/^\s+at |Traceback/m);
      expect(ended.code).toBe(stderr === '' ? 0 : 1);
    },
  );

  test.skipIf(skip)('words and numbers: byte for byte as the protocol has them', async () => {
    const wanted =
      '{"id":1,"object":"__proto__","method":"a.b","args":[-5,"05x","\\"ação\\" 🙂 \u007f",7]}';
    const words = ['__proto__.a.b', '-5', '05x', '"ação" 🙂 \u007f', '7'];
    const { ended, heard } = await hear(program, words, frame(wanted).length, (to) =>
      to.write(answer(1, [1, null, 'é'])),
    );
    expect(heard).toEqual(frame(wanted));
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toBe(
      '__proto__.a.b(-5, "05x", "\\"ação\\" 🙂 \\x7f", 7) → [1,null,"é"]\n',
    );
  });

  test.skipIf(skip)(
    'as if they were local: two calls at once, answered the other way round',
    async () => {
      const calls = [
        call(1, 'ana.deposit', 100),
        call(2, 'ana.withdraw', 30),
        call(3, 'ana.balance'),
        call(4, 'bia.balance'),
        call(5, 'bia.withdraw', 1_000_000_000),
      ];
      let heard = Buffer.alloc(0);
      const ends = calls.map((_, index) => frames(...calls.slice(0, index + 1)).length);
      const replies = [
        answer(1, 100),
        answer(2, 70),
        Buffer.alloc(0),
        Buffer.concat([answer(4, 5), answer(3, 70)]),
        frame('{"id":5,"error":{"code":"refused","message":"o saldo é 5"}}'),
      ];
      await using server = await TestServer.listen((connection) => {
        connection.on('end', () => connection.end());
        connection.on('data', (piece) => {
          heard = Buffer.concat([heard, piece]);
          while (replies.length > 0 && heard.length >= (ends[5 - replies.length] ?? 0))
            connection.write(replies.shift() ?? '');
        });
      });
      const ended = await run(program, ['--port', String(server.port), '--timeout', '20']);
      expect(ended).toEqual({
        code: 0,
        signal: null,
        stderr: '',
        stdout:
          'Ana deposita 100: 100\nAna saca 30: 70\nSaldos de Ana e de Bia: 70 e 5\nBia não pode sacar tanto: o saldo é 5\n',
      });
      expect(heard).toEqual(frames(...calls));
    },
  );

  test.skipIf(skip).each([
    ['no method', ['ana'], '«ana» não é uma chamada.'],
    ['no object', ['.balance'], '«.balance» não é uma chamada.'],
    [
      'a call that is too long',
      ['ana.deposit', 'x'.repeat(70_000)],
      'A chamada passa de 65536 bytes',
    ],
    ['a port that is none', ['--port', '0'], 'Opção --port: «0» não é uma porta.'],
    ['a time-out that is none', ['--timeout', '0'], 'Opção --timeout: «0» não é um tempo'],
  ])('%s: wrong usage, one sentence, code 2', async (_, args, sentence) => {
    const ended = await run(program, args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(sentence);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });
});
