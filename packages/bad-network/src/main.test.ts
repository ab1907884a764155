import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, type Command, open, readAll, root, run, start, TestServer } from '@tomada/testing';
import { describe, expect, test } from 'vitest';
import { freePort } from './fixture.ts';
import { Peer } from './udp-fixture.ts';

const command: Command = {
  name: 'bad-network',
  argv: [process.execPath, '--import', 'tsx', join(root, 'packages/bad-network/src/main.ts')],
  cwd: root,
};

/** Answers the first bytes in upper case, reads on, and ends with its client. */
const upper = () =>
  TestServer.listen((connection) => {
    connection.once('data', (bytes) => connection.end(bytes.toString('latin1').toUpperCase()));
    connection.resume();
  });

describe('pnpm bad-network', () => {
  test('tcp --chunk 1: says where, shows every byte, and Ctrl-C ends it with code 0', async () => {
    await using server = await upper();
    await using network = start(command, ['tcp', `0:${server.port}`, '--chunk', '1']);
    const port = await network.listening();
    const connection = await open(port);
    connection.end('oi');
    expect((await readAll(connection)).toString()).toBe('O');
    await network.waitFor(/conexão encerrada/);
    const ended = await network.interrupt();
    const lines = ended.stdout.trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      `Passo tudo para 127.0.0.1:${server.port}`,
      `Escutando em 127.0.0.1:${port}`,
    ]);
    expect(lines.filter((line) => line.includes('→'))).toEqual([
      'cliente 1 → servidor  recebi 2 bytes  «oi»',
      'cliente 1 → servidor  passei 1 byte   «o»',
      'cliente 1 → servidor  passei 1 byte   «i»',
      'cliente 1 → servidor  fim dos dados (FIN)',
    ]);
    expect(lines.at(-1)).toBe('Encerrado.');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  test('udp --loss 2: says which one is lost, and passes the others', async () => {
    await using server = await Peer.open((text) => text.toUpperCase());
    const target = server.endpoint.port;
    await using network = start(command, [
      'udp',
      `0:${target}`,
      '--loss',
      '2',
      '--direction',
      'to-server',
    ]);
    await using client = await Peer.open();
    await client.send(await network.listening(), 'um', 'dois', 'tres');
    expect(await client.take(2)).toEqual(['UM', 'TRES']);
    await network.waitFor(/datagrama 2 {2}passei 4 bytes {2}«TRES»/);
    const sent = network.stdout.split('\n').filter((line) => line.includes('→'));
    expect(sent).toEqual([
      'cliente 1 → servidor  datagrama 1  passei 2 bytes  «um»',
      'cliente 1 → servidor  datagrama 2  perdi 4 bytes  «dois»',
      'cliente 1 → servidor  datagrama 3  passei 4 bytes  «tres»',
    ]);
    expect((await network.interrupt()).code).toBe(0);
  });

  test('a seed: is said when lots are drawn, the chosen one too, and never else', async () => {
    const begin = async (...options: string[]) => {
      await using network = start(command, ['udp', '0:9', ...options]);
      await network.listening();
      return network.stdout;
    };
    expect(await begin('--loss', '20%', '--seed', '7')).toContain(
      'Semente 7: repita com --seed 7\n',
    );
    expect(await begin('--loss', '20%')).toMatch(/^Semente (\d+): repita com --seed \1$/m);
    expect(await begin('--loss', '2', '--seed', '7')).not.toContain('Semente');
  });

  test('--json: every event of the run, and --quiet shows none of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tomada-bad-network-'));
    try {
      const file = join(folder, 'rede.json');
      await using server = await upper();
      const args = ['tcp', `0:${server.port}`, '--json', file, '--quiet'];
      await using network = start(command, args);
      await ask(await network.listening(), 'oi');
      const ended = await network.interrupt();
      expect(ended.stdout).not.toContain('cliente');
      const record = JSON.parse(readFileSync(file, 'utf8'));
      expect(record).toMatchObject({ protocol: 'tcp', target: `127.0.0.1:${server.port}` });
      expect(record.events).toContainEqual(
        expect.objectContaining({ event: 'sent', direction: 'toServer', hex: '6f69' }),
      );
      expect(record.events.at(-1)).toMatchObject({ event: 'ended', connection: 1 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('--json that cannot be written: a sentence before anything starts, code 2', async () => {
    const ended = await run(command, ['tcp', '0:9', '--json', '/nao/existe/rede.json']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^Opção --json: .*«\/nao\/existe\/rede\.json» \(ENOENT.*\n$/);
  });

  test('wrong usage: one sentence on standard error, code 2', async () => {
    const ended = await run(command, ['udp', '12001:12000', '--loss', '120%']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^Opção --loss: «120%» não é uma probabilidade\..*\n$/);
  });

  test.each(['tcp', 'udp'])(
    '%s, a taken port: what happened and what to do with this command, code 1',
    async (protocol) => {
      await using taken = await TestServer.listen(() => {});
      const socket = createSocket('udp4');
      await new Promise<void>((resolve) => socket.bind(taken.port, '127.0.0.1', resolve));
      const ended = await run(command, [protocol, `${taken.port}:9`]);
      socket.close();
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain(
        `Não consegui escutar em 127.0.0.1:${taken.port} (EADDRINUSE)`,
      );
      expect(ended.stderr).toContain(`por exemplo: ${taken.port + 1}:9\n`);
      expect(ended.stderr).not.toMatch(/--port|--host/);
    },
  );

  test('a target that is not there: a line for each client, and the proxy goes on', async () => {
    const target = await freePort();
    await using network = start(command, ['tcp', `0:${target}`]);
    const port = await network.listening();
    for (const client of [1, 2]) {
      const connection = await open(port).catch(() => undefined);
      connection?.on('error', () => {}).resume();
      await network.waitFor(new RegExp(`^cliente ${client} .*ECONNREFUSED.*$`, 'm'), 'stderr');
    }
    expect(network.stderr).toContain(`Não consegui me conectar a 127.0.0.1:${target}`);
    expect(network.stderr.trimEnd().split('\n')).toHaveLength(2);
    expect((await network.interrupt()).code).toBe(0);
  });

  test('--times: each line says when', async () => {
    await using server = await upper();
    await using network = start(command, ['tcp', `0:${server.port}`, '--times']);
    await ask(await network.listening(), 'oi');
    await network.waitFor(/^ +\d+,\d{3} s {2}cliente 1 +conectou-se$/m);
  });
});

test('close of a proxy and a relay in use: the process ends by itself', async () => {
  const code = `
    import { once } from 'node:events';
    import { createSocket } from 'node:dgram';
    import { connect, createServer } from 'node:net';
    import { TcpProxy, UdpRelay } from './src/index.ts';
    const server = createServer((connection) => connection.on('error', () => {})).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = { host: '127.0.0.1', port: server.address().port };
    const slow = { delay: 60_000, jitter: 1, join: 10 };
    const proxy = await TcpProxy.listen({ target, toServer: slow });
    const relay = await UdpRelay.listen({ target, toServer: { reorder: { probability: 1 }, delay: 60_000 } });
    const client = connect(proxy.port, '127.0.0.1').on('error', () => {});
    client.write('preso');
    const socket = createSocket('udp4');
    socket.send('preso', relay.port, '127.0.0.1');
    const held = (events) => events.some(({ event }) => event === 'delayed');
    while (!held(proxy.events) || !held(relay.events)) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([proxy.close(), relay.close()]);
    client.destroy();
    socket.close();
    server.close();
    console.log('tudo fechado');
  `;
  const cwd = join(root, 'packages/bad-network');
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', code] as const;
  const ended = await run({ name: 'close', argv: [...node], cwd }, [], { limit: 15_000 });
  expect(ended).toMatchObject({ code: 0, stdout: 'tudo fechado\n', stderr: '' });
});
