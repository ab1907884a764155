/**
 * Cliente dos primos vizinhos: envia N e mostra X.
 */
import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  lineFromKeyboard,
  PeerError,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises primes:client';
const EXAMPLE = `${CALL} 10`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <N>`,
  about: 'Cliente TCP: envia N e mostra o produto dos primos vizinhos.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12346)),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const text = (
  words.join(' ') || (await lineFromKeyboard('N: ', EXAMPLE))
).trim();
console.log(`Vou enviar N = ${text}`);

const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});

connection.on('connect', () => {
  // Sua vez: envie os 8 bytes de N, pack('!q', BigInt(text)), antes do fim.
  connection.end();
});
connection.on('data', (piece) => {
  // Sua vez: X são 8 bytes, que podem vir em pedaços. Junte-os até o
  // servidor fechar (o evento «end») e mostre «X = 77», ou o que tiver vindo.
  console.log(`Chegaram ${piece.length} bytes`);
});
