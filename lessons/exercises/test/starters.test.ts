import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, open, root, run, start, TestServer, UdpPeer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';

const cwd = join(root, 'lessons', 'exercises');
const bases = (folder: string, ending: string) =>
  readdirSync(join(cwd, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const starters = bases('starters', '.ts');

function starter(side: string): Command {
  const file = `starters/${side}.ts`;
  return { name: file, argv: [process.execPath, '--import', 'tsx', file], cwd };
}

test('there is a starter and a solution in both languages for each of the twelve sides', () => {
  expect(starters).toHaveLength(12);
  expect(bases('solutions', '.ts')).toEqual(starters);
  expect(bases('solutions', '.py')).toEqual(starters);
});

describe.concurrent('starters', () => {
  test.each(starters.filter((side) => side.endsWith('-server') && !side.startsWith('reliable')))(
    '%s: listens, accepts, answers nothing, and ends on Ctrl-C',
    async (side) => {
      await using server = start(starter(side), [], { env: { PORT: '0' } });
      const connection = await open(await server.listening());
      connection.end('12345678\n');
      await server.waitFor(/Chegaram 9 bytes/);
      expect(await connection.toArray()).toEqual([]);
      expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('reliable-echo-server: takes a datagram, answers nothing', async () => {
    await using server = start(starter('reliable-echo-server'), [], { env: { PORT: '0' } });
    await using peer = await UdpPeer.open();
    await peer.send('\0\0\0\x01oi', await server.listening());
    await server.waitFor(/enviou 6 bytes/);
    expect(peer.came).toEqual([]);
    expect(await server.interrupt()).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['oracle-client', 'sim'],
    ['primes-client', '\0\0\0\0\0\0\0M'],
    ['divisors-client', '[\0\0\0\0'],
    ['framing-client', '\0\0\0\x02OI'],
  ])('%s: connects, sends nothing, shows nothing of the answer', async (side, answer) => {
    let came = '';
    await using server = await TestServer.listen((connection) => {
      connection.on('data', (piece) => {
        came += piece;
      });
      connection.end(answer);
    });
    const ended = await run(starter(side), ['--port', String(server.port), '10']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).not.toMatch(/^(?:Oráculo|X|Divisores|Resposta)/m);
    expect(came).toBe('');
  });

  test('scanner-client and reliable-echo-client: say what they would do, and end', async () => {
    const scanned = await run(starter('scanner-client'), ['1', '2']);
    expect(scanned).toMatchObject({ code: 0, stderr: '' });
    expect(scanned.stdout).not.toMatch(/^(?:Porta|\d)/m);
    await using server = await UdpPeer.open();
    const echoed = await run(starter('reliable-echo-client'), ['--port', `${server.port}`, 'oi']);
    expect(echoed).toMatchObject({ code: 0, stderr: '' });
    expect(echoed.stdout).not.toMatch(/^Eco/m);
    expect(server.came).toEqual([]);
  });
});
