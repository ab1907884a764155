/**
 * Divisores: recebe N e responde a lista dos divisores de N, em marshal.
 */
import { createServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { dumps } from '@tomada/marshal';
import { unpack } from '@tomada/struct';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
} from '@tomada/utils';

const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-exercises divisors:server --solution',
  about: 'Servidor TCP: recebe N e responde a lista dos divisores de N.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12347)),
    'idle-timeout': secondsOption('quanto esperar por um N inteiro', 60),
  },
});

const STEPS_A_TURN = 100_000;

/**
 * Os divisores de n, em ordem. Eles vêm aos pares (se d divide n, n/d também
 * divide), e o menor de cada par não passa de √n: é até lá que se procura.
 */
async function divisors(n: number): Promise<number[]> {
  const small: number[] = [];
  const large: number[] = [];
  for (let d = 1; d * d <= n; d++) {
    if (n % d === 0) {
      small.push(d);
      if (d * d !== n) large.unshift(n / d);
    }
    // De tempos em tempos, a vez passa aos outros clientes.
    if (d % STEPS_A_TURN === 0) await turn();
  }
  return [...small, ...large];
}

const REQUEST_BYTES = 8;

/** Junta os pedaços até ter 8 bytes; undefined se acabarem antes. */
async function readRequest(connection: Socket): Promise<Buffer | undefined> {
  let request = Buffer.alloc(0);
  const pieces = connection.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) {
    request = Buffer.concat([request, piece]);
    if (request.length >= REQUEST_BYTES) {
      return request.subarray(0, REQUEST_BYTES);
    }
  }
  return undefined;
}

/** Atende uma conexão: 8 bytes de N, a lista, e fim. */
async function serve(connection: Socket): Promise<void> {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));
  // Quem manda meio N e se cala não fica para sempre.
  const deadline = setTimeout(() => connection.destroy(), idleTimeout * 1000);
  connection.once('close', () => clearTimeout(deadline));

  // Se a conexão cai no meio da leitura, «error» já disse por quê.
  const request = await readRequest(connection).catch(() => undefined);
  clearTimeout(deadline);
  // Um N cortado no meio não é um N: fica sem resposta.
  if (request === undefined) return endAndLinger(connection);
  const [n] = unpack('!q', request);
  // Uma simplificação: um number só conta sem erro até 2⁵³ − 1. Acima disso,
  // até √n seria longe demais; seria preciso fatorar, e a resposta não vem.
  if (n > Number.MAX_SAFE_INTEGER) return endAndLinger(connection);
  const found = await divisors(Number(n));
  console.log(`N = ${n} → ${found.length} divisores`);
  endAndLinger(connection, dumps(found));
}

// allowHalfOpen: quem já terminou de falar ainda espera a resposta.
const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
