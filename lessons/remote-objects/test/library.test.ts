import type { Socket } from 'node:net';
import { lessonScript, type Program, run, start, TestServer } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { converse, frame, frames } from './frames.ts';

const server = lessonScript('remote-objects', 'start:library');
const client = lessonScript('remote-objects', 'start:client:library');

const push = (path: string, args = '[]') => `["push",["pipeline",0,${path},${args}]]`;

describe('library server', () => {
  let program: Program;
  let port: number;
  beforeAll(async () => {
    program = start(server, ['--port', '0'], { limit: 120_000 });
    port = await program.listening();
  });
  afterAll(async () => {
    const ended = await program.interrupt();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('its client: calls, is called, lends and gets objects', async () => {
    expect(await run(client, ['--port', String(port)])).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: [
        'Ana deposita 100: 100',
        '  aviso: 70',
        'Ana saca 30: 70',
        '  aviso: 50',
        'Ana passa 20: 50',
        'Saldo de Bia: 20',
        'Bia não pode sacar tanto: o saldo é 20',
        '',
      ].join('\n'),
    });
  });

  test.each([
    ['["constructor"]', '[]', 'is not a function'],
    ['["__proto__"]', '[]', 'is not a function'],
    ['["toString"]', '[]', 'is not a function'],
    ['["open","constructor"]', '[]', 'is not a function'],
    ['["pix"]', '[]', 'is not a function'],
    ['["open"]', '["__proto__"]', 'não há essa conta; há ana e bia'],
    ['["open"]', '["ana"]', undefined],
  ])('method %s with %s: only what is there is called', async (path, args, refusal) => {
    const texts = await converse(port, frames(push(path, args), '["pull",1]'), false, 1);
    if (refusal) expect(texts[0]).toContain(refusal);
    else expect(texts).toEqual(['["resolve",1,["export",-1]]']);
  });

  test.each([
    ['a text for an amount', '["deposit"]', '["5"]', 'o valor é um inteiro de 1 a 1000000000'],
    ['no amount', '["withdraw"]', '[]', 'o valor é um inteiro de 1 a 1000000000'],
    ['a text for a function', '["watch"]', '["x"]', 'watch leva uma função'],
    ['a text for an account', '["transfer"]', '["bia",1]', 'is not a function'],
  ])('%s: refused, whatever the types say', async (_, path, args, refusal) => {
    const asked = [
      push('["open"]', '["bia"]'),
      `["push",["pipeline",1,["deposit"],[5]]]`,
      `["push",["pipeline",1,${path},${args}]]`,
      '["pull",3]',
      '["push",["pipeline",1,["balance"],[]]]',
      '["pull",4]',
    ];
    const [first = '', second = ''] = await converse(port, frames(...asked), false, 2);
    expect(first).toContain(refusal);
    expect(second).toMatch(/^\["resolve",4,\d+\]$/);
  });

  test.each([
    ['no JSON', frame('{'), 'SyntaxError'],
    ['no UTF-8', frame(Uint8Array.of(0xff)), 'utf-8'],
    ['what is no message', frame('["x"]'), 'bad RPC message'],
    ['an enormous frame', Uint8Array.of(0x7f, 0xff, 0xff, 0xff), 'ERR_MESSAGE_TOO_LONG'],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'ERR_MESSAGE_TOO_LONG'],
    [
      'too many calls under way',
      frames(...Array.from({ length: 200 }, () => push('["open"]', '["ana"]'))),
      'há chamadas demais em andamento',
    ],
  ])('%s: last words, and the end', async (_, bytes, words) => {
    const texts = await converse(port, bytes, false);
    expect(texts.at(-1)).toContain('["abort"');
    expect(texts.at(-1)).toContain(words);
  });

  test('half a frame: the end, and others are served', async () => {
    await converse(port, frame('["pull",0]').subarray(0, 7));
    expect(await run(client, ['--port', String(port)])).toMatchObject({ code: 0 });
  });
});

test('library server: a client that says nothing is sent away', async () => {
  await using program = start(server, ['--port', '0', '--idle-timeout', '0.5']);
  expect(await converse(await program.listening(), Buffer.alloc(0), false)).toEqual([]);
  expect(await program.interrupt()).toMatchObject({ code: 0, stderr: '' });
});

describe('library client', () => {
  const cases: readonly (readonly [string, (connection: Socket) => void, string])[] = [
    ['silence', () => {}, '(ETIMEDOUT)'],
    ['a server that dies in a call', (to) => to.end(), '(ECONNRESET)'],
    ['a reset', (to) => to.resetAndDestroy(), '(ECONNRESET)'],
    ['half a frame', (to) => to.end(frame('["x"]').subarray(0, 6)), '(ERR_INCOMPLETE_MESSAGE)'],
    ['an enormous frame', (to) => to.write(Uint8Array.of(0x7f, 0, 0, 0)), '(ERR_MESSAGE_TOO_LONG)'],
    ['no JSON', (to) => to.write(frame('{')), 'Não deu certo; quem atende em 127.0.0.1:'],
    [
      'an answer that nobody asked for, and then an error',
      (to) => to.write(frames('["resolve",70,5]', '["reject",2,["error","Error","hoje não"]]')),
      'ou a biblioteca, diz: hoje não\n',
    ],
  ];

  test.each(cases)('%s: said clearly, code 1', async (_, reply, words) => {
    await using partner = await TestServer.listen((connection) => {
      connection.once('data', () => reply(connection));
      connection.on('end', () => connection.end());
    });
    const patience = words === '(ETIMEDOUT)' ? '1' : '20';
    const args = ['--port', String(partner.port), '--timeout', patience];
    const ended = await run(client, args);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
  });
});
