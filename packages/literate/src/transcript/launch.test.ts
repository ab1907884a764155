import { describe, expect, test } from 'vitest';
import { type LaunchContext, prepareLaunch } from './launch.ts';
import { readPortOptions } from './ports-of-program.ts';

const context = (listens: boolean): LaunchContext => ({
  options: async () => [{ option: '--port', fallback: 8080, listens }],
  real: async (shown) => shown + 13_000,
});

describe('prepareLaunch', () => {
  test.each([
    ['pnpm --filter lesson-x start', 'pnpm --filter lesson-x start --port 21080'],
    ['pnpm -C lessons/x start:lines olá', 'pnpm -C lessons/x start:lines --port 21080 olá'],
    ['python3 lessons/x/python/x.py', 'python3 lessons/x/python/x.py --port 21080'],
    ['npx -y pnpm@12 start --open', 'pnpm start --port 21080 --open'],
    ['pnpm start --port 9000 a', 'pnpm start --port 22000 a'],
    ['pnpm start --port=9000 9000', 'pnpm start --port=22000 9000'],
    ['pnpm start -- --port 9000', 'pnpm start --port 21080 -- --port 9000'],
    [
      'pnpm start --port 1 --server 127.0.0.1:53 a',
      'pnpm start --port 13001 --server 127.0.0.1:13053 a',
    ],
    ['pnpm start --port 1 --server 127.0.0.1', 'pnpm start --port 13001 --server 127.0.0.1'],
    ['pnpm start --port abc', 'pnpm start --port abc'],
    ['pnpm start --port 0', 'pnpm start --port 0'],
    ['pnpm start --help', 'pnpm start --help'],
    ['pnpm -C lessons/x step start 2', 'pnpm -C lessons/x step start 2 --port 21080'],
    ['curl -i http://127.0.0.1:8080/', 'curl -i http://127.0.0.1:21080/'],
    ['nc localhost 8080', 'nc localhost 21080'],
    ['pnpm bad-network tcp 8081:8080 --chunk 1', 'pnpm bad-network tcp 21081:21080 --chunk 1'],
    ['npx -y pnpm@12 bad-network udp 12001:12000', 'pnpm bad-network udp 25001:25000'],
    ['pnpm bad-network tcp --seed 7 0:8080', 'pnpm bad-network tcp --seed 7 0:21080'],
    ['pnpm bad-network tcp 8081:99999', 'pnpm bad-network tcp 21081:99999'],
    ['pnpm bad-network tcp 8081', 'pnpm bad-network tcp 8081'],
    ['pnpm bad-network tcp --help', 'pnpm bad-network tcp --help'],
    ['pnpm test', 'pnpm test'],
    ['node --version', 'node --version'],
  ])('%s: becomes %s', async (typed, command) => {
    expect((await prepareLaunch(typed, context(true))).command).toBe(command);
  });

  test.each([
    ['tcp', false],
    ['udp', true],
  ])(
    'bad-network %s: listens on its own port; asks for the very port of the target: %s',
    async (protocol, isVeryOne) => {
      const asked: [number, boolean][] = [];
      const real = async (shown: number, very: boolean) => {
        asked.push([shown, very]);
        return shown;
      };
      const launch = await prepareLaunch(`pnpm bad-network ${protocol} 8081:8080`, {
        options: async () => [],
        real,
      });
      expect(launch).toMatchObject({ listensOn: [8081], added: [] });
      expect(asked).toEqual([
        [8081, true],
        [8080, isVeryOne],
      ]);
    },
  );

  test('a port that was added: is noted, so that the output can leave it out', async () => {
    expect(await prepareLaunch('pnpm start', context(true))).toMatchObject({
      added: [' --port 21080'],
      listensOn: [8080],
    });
    expect((await prepareLaunch('pnpm start', context(false))).listensOn).toEqual([]);
  });
});

test('readPortOptions: finds the default, and whether the program listens', () => {
  const help = [
    '  --host <endereço>     endereço do servidor (padrão: 127.0.0.1)',
    '  --port <porta>        porta do servidor (padrão: 8080)',
    '  --local-port <porta>  porta onde escutar; 0 pede uma livre ao sistema (padrão: a mesma)',
  ].join('\n');
  expect(readPortOptions(help)).toEqual([
    { option: '--port', fallback: 8080, listens: false },
    { option: '--local-port', fallback: undefined, listens: true },
  ]);
});
