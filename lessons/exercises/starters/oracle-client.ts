/**
 * Cliente do oráculo: envia uma pergunta e mostra a resposta.
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

const CALL = 'pnpm --filter lesson-exercises oracle:client';
const EXAMPLE = `${CALL} Vai chover?`;
const { host, port, timeout, words } = readOptions({
  usage: `${CALL} <pergunta…>`,
  about: 'Cliente do oráculo: envia a pergunta e mostra a resposta.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12345)),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const question =
  words.join(' ') || (await lineFromKeyboard('Pergunta: ', EXAMPLE));
console.log(`Vou perguntar: ${question}`);

const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});

connection.on('connect', () => {
  // Sua vez: envie a pergunta, com uma quebra de linha, antes do fim.
  connection.end();
});
connection.on('data', (piece) => {
  // Sua vez: a resposta pode vir em pedaços. Junte-os até o servidor
  // fechar (o evento «end») e mostre «Oráculo: sim», ou o que tiver vindo.
  console.log(`Chegaram ${piece.length} bytes`);
});
