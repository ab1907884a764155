import { describe, expect, test } from 'vitest';
import { readPlan } from './plan.ts';

const words = (line: string) => line.split(' ').filter((word) => word !== '');

describe('readPlan', () => {
  test('ports only: no fault, nothing to repeat', () => {
    expect(readPlan(words('tcp 8081:8080'))).toMatchObject({
      protocol: 'tcp',
      listen: { host: '127.0.0.1', port: 8081 },
      target: { host: '127.0.0.1', port: 8080 },
      isRandom: false,
      seed: undefined,
      json: undefined,
    });
  });

  test('every TCP fault, before and after the ports', () => {
    const line =
      'tcp --chunk 1-8 8081:8080 --gap 0 --join 20 --delay 50 --jitter 5 --rate 1000 --stall 7 --half-close 5% --close 0 --reset 0.5% --seed 9';
    const faults = {
      chunk: { from: 1, to: 8 },
      gap: 0,
      join: 20,
      delay: 50,
      jitter: 5,
      rate: 1000,
      stall: { after: 7 },
      halfClose: { probability: 0.05 },
      close: { after: 0 },
      reset: { probability: 0.005 },
    };
    expect(readPlan(words(line))).toMatchObject({
      toServer: faults,
      toClient: faults,
      isRandom: true,
      seed: 9,
    });
  });

  test('every UDP fault, in one direction, between other hosts', () => {
    const line =
      'udp 0:12000 --loss 20% --repeat 2,5 --reorder 1 --cut 3 --change 4 --delay 1 --jitter 2 --direction to-client --listen-host 0.0.0.0 --target-host ::1';
    expect(readPlan(words(line))).toMatchObject({
      protocol: 'udp',
      listen: { host: '0.0.0.0', port: 0 },
      target: { host: '::1', port: 12000 },
      toServer: {},
      toClient: {
        loss: { probability: 0.2 },
        repeat: { datagrams: [2, 5] },
        reorder: { datagrams: [1] },
        cut: { datagrams: [3] },
        change: { datagrams: [4] },
        delay: 1,
        jitter: 2,
      },
    });
  });

  test.each([
    ['tcp 8081:8080 --chunk 3 --delay 5 --reset 10', false],
    ['tcp 8081:8080 --jitter 5', true],
    ['tcp 8081:8080 --stall 1%', true],
    ['udp 8081:8080 --loss 2,5', false],
    ['udp 8081:8080 --loss 2%', true],
    ['udp 8081:8080 --change 1', true],
  ])('%s: draws lots: %s', (line, isRandom) => {
    expect(readPlan(words(line))).toMatchObject({ isRandom });
  });

  test.each([
    ['', 'Uso: pnpm bad-network <tcp|udp>'],
    ['--help', 'pnpm bad-network udp --help'],
    ['tcp --help', '--chunk <bytes>'],
    ['udp --help', '--loss <quais>'],
    ['tcp 8081:8080 --delay 1 --help', '--reset <quando>'],
  ])('%j: help', (line, part) => {
    const read = readPlan(words(line));
    expect('help' in read ? read.help : '').toContain(part);
  });

  test.each([
    ['sctp 8081:8080', '«sctp»'],
    ['8081:8080', 'Antes de «8081:8080» falta o protocolo'],
    ['--chunk 1 tcp 8081:8080', 'Antes de «--chunk» falta o protocolo'],
    ['tcp', 'Faltaram as portas'],
    ['tcp --chunk 1', 'Faltaram as portas'],
    ['tcp 8081', '«8081» não diz as duas portas'],
    ['tcp 8081:99999', 'Em «8081:99999», «99999» não é uma porta'],
    ['tcp a:8080', 'Em «a:8080», «a» não é uma porta'],
    ['tcp 8081:0', 'Em «8081:0», «0» não é uma porta'],
    ['tcp 1:2:3', '«1:2:3»'],
    ['tcp 8080:8080', 'Em «8080:8080», a escuta e o destino são a mesma porta'],
    ['tcp 8081:8080 oi', '«oi»: além das portas, só há opções. Veja pnpm bad-network tcp --help'],
    ['tcp 8081:8080 --chunck 1', 'Não conheço a opção --chunck'],
    ['tcp 8081:8080 --loss 20%', 'A opção --loss é só do UDP'],
    ['udp 8081:8080 --chunk=1', 'A opção --chunk é só do TCP'],
    ['tcp 8081:8080 --chunk', 'Faltou o valor da opção --chunk'],
    ['tcp 8081:8080 --chunk 0', 'Opção --chunk: «0» não é um tamanho de pedaço'],
    ['tcp 8081:8080 --chunk 8-1', '--chunk: «8-1»'],
    ['tcp 8081:8080 --chunk 1-2-3', '--chunk: «1-2-3»'],
    ['tcp 8081:8080 --delay -5', '--delay: «-5» não é um tempo'],
    ['tcp 8081:8080 --rate 0', '--rate: «0» não é uma taxa'],
    ['tcp 8081:8080 --reset 120%', '--reset: «120%» não é uma probabilidade. Use de 0% a 100%'],
    ['tcp 8081:8080 --reset logo', '--reset: «logo» não diz quando'],
    ['udp 8081:8080 --loss 120%', '--loss: «120%» não é uma probabilidade. Use de 0% a 100%'],
    ['udp 8081:8080 --loss 0', '--loss: «0» não diz quais'],
    ['udp 8081:8080 --loss 2,', '--loss: «2,» não diz quais'],
    ['tcp 8081:8080 --direction x', '--direction: «x» não é um sentido'],
    ['tcp 8081:8080 --seed -1', '--seed: «-1» não é uma semente'],
    ['tcp 8081:8080 --seed 4294967296', '--seed: «4294967296»'],
    ['tcp 8081:8080 --json=', '--json: «»'],
    ['tcp 8081:8080 --quiet=sim', 'A opção --quiet não leva valor'],
    ['tcp 8081:8080 --listen-host a:1', '--listen-host: «a:1»'],
  ])('%s: one sentence that names what is wrong', (line, part) => {
    const attempt = () => readPlan(words(line));
    expect(attempt).toThrow(expect.objectContaining({ name: 'UsageError' }));
    expect(attempt).toThrow(part);
    expect(attempt).not.toThrow('\n');
  });
});
