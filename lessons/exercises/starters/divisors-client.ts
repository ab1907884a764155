/**
 * Cliente dos divisores: envia N e mostra a lista que vem de volta.
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

const CALL = 'pnpm --filter lesson-exercises divisors:client';
const EXAMPLE = `${CALL} 6`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <N>`,
  about: 'Cliente TCP: envia N e mostra os divisores de N.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12347)),
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
  // Sua vez: a lista pode vir em pedaços. Junte-os até o servidor fechar
  // (o evento «end»), leia tudo com loads, de @tomada/marshal, e mostre
  // «Divisores: 1, 2, 3, 6», ou «Divisores: nenhum».
  console.log(`Chegaram ${piece.length} bytes`);
});
