/**
 * Primos vizinhos: recebe N e responde X, o produto do primo logo abaixo e do
 * primo logo acima de N; se N é primo, N vezes o primo seguinte.
 */
import { createServer, type Socket } from 'node:net';
import { pack, unpack } from '@tomada/struct';
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
  usage: 'pnpm --filter lesson-exercises primes:server --solution',
  about: 'Servidor TCP: recebe N e responde o produto dos primos vizinhos.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12346)),
    'idle-timeout': secondsOption('quanto esperar por um N inteiro', 60),
  },
});

/** Um divisor, se houver, aparece até √n. Ir até n faria os outros esperarem. */
function isPrime(n: number): boolean {
  if (n < 4) return n > 1;
  if (n % 2 === 0) return false;
  for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false;
  return true;
}

const HIGHEST_ANSWER = 2n ** 64n - 1n;

/** X; 0 onde não há resposta, ou ela não cabe em 64 bits sem sinal. */
function neighbours(n: bigint): bigint {
  // Dois vizinhos de 2³² já dão um produto maior que 2⁶⁴: nem é preciso
  // procurá-los. Abaixo disso, um number faz a conta exata, e depressa.
  if (n < 2n || n >= 2n ** 32n) return 0n;
  let below = Number(n);
  while (!isPrime(below)) below--; // O próprio N, se ele é primo.
  let above = Number(n) + 1;
  while (!isPrime(above)) above++;
  const product = BigInt(below) * BigInt(above); // Pode passar de 2⁵³.
  return product <= HIGHEST_ANSWER ? product : 0n;
}

const REQUEST_BYTES = 8;

/** Atende uma conexão: 8 bytes de N, 8 bytes de X, e fim. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));

  // Os 8 bytes podem vir em oito pedaços. O que passar deles é ignorado.
  let request = Buffer.alloc(0);
  connection.on('data', (piece) => {
    request = Buffer.concat([request, piece]);
    if (request.length < REQUEST_BYTES) return;
    const [n] = unpack('!q', request.subarray(0, REQUEST_BYTES));
    const x = neighbours(n);
    console.log(`N = ${n} → X = ${x}`);
    endAndLinger(connection, pack('!Q', x));
  });
  // Um N cortado no meio não é um N: fica sem resposta.
  connection.on('end', () => endAndLinger(connection));

  // Quem manda meio N e se cala não fica para sempre.
  const deadline = setTimeout(
    () => endAndLinger(connection),
    idleTimeout * 1000,
  );
  connection.once('close', () => clearTimeout(deadline));
}

// allowHalfOpen: quem já terminou de falar ainda espera a resposta.
const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
