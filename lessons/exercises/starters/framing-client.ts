/**
 * Cliente das mensagens com tamanho: cada palavra é uma mensagem, todas na
 * mesma conexão; mostra as respostas na ordem.
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

const CALL = 'pnpm --filter lesson-exercises framing:client';
const EXAMPLE = `${CALL} olá mundo`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <palavras…>`,
  about: 'Cliente TCP: envia cada palavra com o seu tamanho na frente.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12348)),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const messages =
  words.length > 0
    ? words
    : (await lineFromKeyboard('Mensagens: ', EXAMPLE)).trim().split(/\s+/);
console.log(`Vou enviar: ${messages.join(', ')}`);

const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});

connection.on('connect', () => {
  // Sua vez: envie cada mensagem com o tamanho dela (em bytes!) na frente.
  connection.end();
});
connection.on('data', (piece) => {
  // Sua vez: um pedaço pode trazer meia resposta, ou três. Mostre cada
  // uma que ficar inteira: «Resposta: OLÁ».
  console.log(`Chegaram ${piece.length} bytes`);
});
