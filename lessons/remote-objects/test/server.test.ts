import { once } from 'node:events';
import { open, Peer, type Program, sendUntilStuck, start, twins } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, converse, frame, frames, textsOf } from './frames.ts';

const error = (id: number | null, code: string, message: string) =>
  JSON.stringify({ id, error: { code, message } });
const result = (id: number, value: number) => JSON.stringify({ id, result: value });

const METHODS = 'os que existem: balance, deposit, withdraw';
const AMOUNT = 'um inteiro de 1 a 1000000000';
const noMethod = (name: string) =>
  error(1, 'unknown-method', `não há o método «${name}»; ${METHODS}`);
const noObject = (name: string) =>
  error(1, 'unknown-object', `não há o objeto «${name}»; os que existem: ana, bank, bia`);
const wrong = (takes: string) => error(1, 'wrong-arguments', takes);
const DEPOSIT = `deposit leva ${AMOUNT} e, se quiser, uma chave`;
const TRANSFER = `transfer leva o nome de duas contas e ${AMOUNT}`;
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** One call, and what both servers answer to it, byte for byte. */
const refusals: readonly (readonly [name: string, call: string, answer: string])[] = [
  ['an unknown object', call(1, 'caio.balance'), noObject('caio')],
  ['an unknown method', call(1, 'ana.pix', 50), noMethod('pix')],
  ['object constructor', call(1, 'constructor.assign'), noObject('constructor')],
  ['object __proto__', call(1, '__proto__.toString'), noObject('__proto__')],
  ['method constructor', call(1, 'ana.constructor'), noMethod('constructor')],
  ['method __proto__', call(1, 'ana.__proto__'), noMethod('__proto__')],
  ['method toString', call(1, 'ana.toString'), noMethod('toString')],
  [
    'a long name that moves the cursor',
    call(1, `ana.\u001b[2J${'é'.repeat(60)}`),
    noMethod(`\\x1b[2J${'é'.repeat(36)}…`),
  ],
  ['half a character', '{"id":1,"object":"ana","method":"\\ud800","args":[]}', noMethod('\ud800')],
  ['too few arguments', call(1, 'ana.deposit'), wrong(DEPOSIT)],
  ['too many arguments', call(1, 'ana.balance', 1), wrong('balance não leva argumentos')],
  ['a text for a number', call(1, 'ana.withdraw', '5'), wrong(`withdraw leva ${AMOUNT}`)],
  ['true for a number', call(1, 'ana.deposit', true), wrong(DEPOSIT)],
  ['a fraction', call(1, 'ana.deposit', 1.5), wrong(DEPOSIT)],
  ['nothing', call(1, 'ana.deposit', 0), wrong(DEPOSIT)],
  ['a number too large', call(1, 'ana.deposit', 1e21), wrong(DEPOSIT)],
  ['null for a key', call(1, 'ana.deposit', 1, null), wrong(DEPOSIT)],
  ['a list for a name', call(1, 'bank.transfer', ['ana'], 'bia', 1), wrong(TRANSFER)],
  [
    'a transfer from constructor',
    call(1, 'bank.transfer', 'constructor', 'bia', 1),
    wrong(TRANSFER),
  ],
  ['more than there is', call(1, 'bia.withdraw', 1), error(1, 'refused', 'o saldo é 0')],
  ['the largest number of a call', call(2 ** 53 - 1, 'bia.balance'), result(2 ** 53 - 1, 0)],
  [
    'a number with a point, of the same value',
    '{"id":1.0,"object":"bia","method":"balance","args":[]}',
    result(1, 0),
  ],
  [
    'fields that nobody knows',
    '{"v":2,"id":1,"object":"bia","method":"balance","args":[]}',
    result(1, 0),
  ],
];

/** What is no call: the last words of the server, and the end. */
const farewells: readonly (readonly [
  name: string,
  bytes: Uint8Array,
  code: string,
  words: string,
])[] = [
  ['no JSON', frame('ana.balance()'), 'invalid', 'não é JSON'],
  ['NaN', frame('{"id":NaN}'), 'invalid', 'não é JSON'],
  ['an empty frame', frame(''), 'invalid', 'não é JSON'],
  ['a mark at the beginning', frame('\ufeff{}'), 'invalid', 'não é JSON'],
  ['no UTF-8', frame(Uint8Array.of(0x22, 0xff, 0x22)), 'invalid', 'não é texto em UTF-8'],
  ['a list', frame('[]'), 'invalid', 'não é um objeto JSON'],
  ['too many levels', frame(`{"id":1,"args":${deep(40)}}`), 'invalid', 'tem níveis demais'],
  ['very many levels', frame(`{"id":1,"args":${deep(30_000)}}`), 'invalid', 'tem níveis demais'],
  ['no number', frame('{"object":"ana"}'), 'invalid', 'falta o número da chamada, id'],
  ['a text for its number', frame('{"id":"1"}'), 'invalid', 'falta o número da chamada, id'],
  ['true for its number', frame('{"id":true}'), 'invalid', 'falta o número da chamada, id'],
  ['no object', frame('{"id":1,"method":"x","args":[]}'), 'invalid', 'falta o texto object'],
  ['no method', frame('{"id":1,"object":"ana","args":[]}'), 'invalid', 'falta o texto method'],
  [
    'no arguments',
    frame('{"id":1,"object":"ana","method":"balance"}'),
    'invalid',
    'falta a lista args',
  ],
  [
    'an answer, which nobody asked for',
    frame('{"id":1,"result":5}'),
    'invalid',
    'falta o texto object',
  ],
  [
    'an enormous frame',
    Uint8Array.of(0xff, 0xff, 0xff, 0xff),
    'too-long',
    'mensagem com mais de 65536 bytes',
  ],
  ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'too-long', 'mensagem com mais de 65536 bytes'],
  [
    'half a frame',
    frame(call(1, 'ana.balance')).subarray(0, 20),
    'incomplete',
    'a conexão terminou no meio de uma mensagem',
  ],
];

/** What the server says of a client that is gone before it has read its answers. */
const CUT = /\((?:ECONNRESET|EPIPE)\)/;

const both = twins('remote-objects', 'start', 'bank-server');

describe.each(both)('bank server in $language', ({ program, skip }) => {
  let server: Program;
  let port: number;
  beforeAll(async () => {
    if (skip) return;
    server = start(program, ['--port', '0'], { limit: 120_000 });
    port = await server.listening();
  });
  afterAll(async () => {
    if (skip) return;
    // All of the above left it in good health.
    const { code, stdout, stderr } = await server.interrupt();
    expect(code).toBe(0);
    // Only the client that never reads is a fault of the network.
    expect(stderr.match(/\([A-Z_]+\)/g)).toEqual([expect.stringMatching(CUT)]);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('ana.deposit(100) → 100\n');
    expect(stdout).toContain('ana.pix(50) → unknown-method: ');
    expect(stdout).toMatch(/Encerrado\.\n$/);
  });

  test.skipIf(skip)(
    'calls of one connection: answers with their numbers, byte for byte',
    async () => {
      const asked = [
        call(1, 'ana.deposit', 100),
        call(2, 'ana.deposit', 50, 'chave'),
        call(3, 'ana.deposit', 50, 'chave'),
        call(4, 'ana.withdraw', 30),
        call(5, 'bank.transfer', 'ana', 'bia', 20),
        call(6, 'bia.withdraw', 20),
        call(9, 'ana.withdraw', 100),
      ];
      const answered = [
        ...[100, 150, 150, 120, 100, 0].map((value, index) => result(index + 1, value)),
        result(9, 0),
      ];
      expect(await converse(port, frames(...asked))).toEqual(answered);
    },
  );

  test.skipIf(skip)('byte by byte: the same', async () => {
    await using peer = await Peer.open(port);
    const bytes = frames(call(1, 'bia.balance'), call(2, 'bia.balance'));
    await peer.say(...[...bytes].map((byte) => Uint8Array.of(byte)));
    peer.sayNoMore();
    expect(textsOf(Buffer.from(await peer.hearAll()))).toEqual([result(1, 0), result(2, 0)]);
  });

  test.skipIf(skip).each(refusals)(
    '%s: refused in so many words, and the conversation goes on',
    async (_, asked, answer) => {
      const after = call(7, 'bia.balance');
      expect(await converse(port, frames(asked, after))).toEqual([
        // JSON.stringify writes half a character as an escape, and so does our server in Python.
        JSON.stringify(JSON.parse(answer)),
        result(7, 0),
      ]);
    },
  );

  test.skipIf(skip).each(farewells)(
    '%s: last words without a number, after the answers before, and the end',
    async (_, bytes, code, words) => {
      const first = frame(call(1, 'bia.balance'));
      const texts = await converse(port, Buffer.concat([first, bytes]), code === 'incomplete');
      expect(texts).toEqual([result(1, 0), error(null, code, words)]);
    },
  );

  test.skipIf(skip)(
    'a client that calls and never reads: is not read any more, others are served',
    async () => {
      const rude = await open(port);
      const calls = frames(
        ...Array.from({ length: 500 }, (_, index) => call(index + 1, 'ana.deposit', 'x')),
      );
      const { stuck } = await sendUntilStuck(rude, calls, 60_000_000);
      expect(stuck).toBe(true);
      expect(await converse(port, frame(call(1, 'bia.balance')))).toEqual([result(1, 0)]);
      rude.resetAndDestroy();
      await once(rude, 'close');
      await server.waitFor(CUT, 'stderr'); // until then it may still be busy with what was sent
      // Its thousands of lines fill the pipe to us, and an end throws away what still waits there: read them all first.
      await converse(port, frame(call(1, 'last.balance')));
      await server.waitFor(/^last\.balance\(\) → unknown-object/m);
    },
  );
});

describe.each(both)('slow bank server in $language', ({ program, skip }) => {
  test.skipIf(skip)(
    'calls under way: others overtake them, 16 and no more; all are answered after a half-close',
    async () => {
      await using server = start(program, ['--port', '0', '--delay', '1']);
      const port = await server.listening();
      await using peer = await Peer.open(port);
      const deposits = Array.from({ length: 17 }, (_, index) => call(index + 1, 'ana.deposit', 1));
      await peer.say(
        frames(
          call(20, 'bia.balance'),
          ...deposits.slice(0, 16),
          call(18, 'ana.balance'),
          deposits[16] ?? '',
        ),
      );
      peer.sayNoMore();
      const texts = textsOf(Buffer.from(await peer.hearAll()));
      expect(texts.slice(0, 3)).toEqual([
        result(20, 0),
        error(18, 'too-many-calls', 'já há 16 chamadas em andamento'),
        error(17, 'too-many-calls', 'já há 16 chamadas em andamento'),
      ]);
      const done = Array.from({ length: 16 }, (_, index) => result(index + 1, index + 1));
      expect(texts.slice(3).sort()).toEqual(done.sort());
      // Overtaken: done before its answer leaves.
      const two = frames(call(1, 'ana.deposit', 4), call(2, 'ana.balance'));
      expect(await converse(port, two)).toEqual([result(2, 20), result(1, 20)]);
      expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test.skipIf(skip)('silence: says why and ends; not while a call is under way', async () => {
    await using server = start(program, ['--port', '0', '--idle-timeout', '0.5', '--delay', '1.2']);
    const port = await server.listening();
    const idle = error(null, 'idle', '0.5 s sem uma chamada inteira');
    expect(await converse(port, Buffer.alloc(0), false)).toEqual([idle]);
    expect(await converse(port, frame('{}').subarray(0, 5), false)).toEqual([idle]);
    const waited = await converse(port, frame(call(1, 'ana.deposit', 3)), false);
    expect(waited).toEqual([result(1, 3), idle]);
  });
});
