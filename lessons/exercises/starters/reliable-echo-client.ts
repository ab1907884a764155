/**
 * Cliente do eco que não se perde: uma mensagem por vez, repetida até que a
 * resposta dela chegue.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  lineFromKeyboard,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  wholeNumberOption,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises reliable-echo:client';
const EXAMPLE = `${CALL} olá mundo`;
const { host, port, timeout, tries, words } = readOptions({
  usage: `${CALL} <palavras…>`,
  about: 'Cliente UDP: repete cada palavra até receber a resposta dela.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(portFromEnvironment(12350)),
    timeout: secondsOption('quanto esperar antes de repetir', 0.2),
    tries: wholeNumberOption('quantas vezes enviar cada mensagem', 10, {
      lowest: 1,
      highest: 100,
    }),
  },
  words: { example: EXAMPLE, optional: true },
});
endOnInterrupt();
const messages =
  words.length > 0
    ? words
    : (await lineFromKeyboard('Mensagens: ', EXAMPLE)).trim().split(/\s+/);
console.log(
  `Vou enviar: ${messages.join(', ')} (até ${tries} vezes, a cada ${timeout} s)`,
);

const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
// Nada viaja aqui: a partir de agora só chegam datagramas deste servidor.
socket.connect(port, address);
await once(socket, 'connect').catch((error) =>
  endWithError(error, { host, port }),
);
socket.on('error', (error) => endWithError(error, { host, port }));

// Sua vez: envie a primeira mensagem com o número 1 na frente. A resposta dela
// não veio a tempo? Envie outra vez. Veio? Mostre «Eco 1: olá», e a seguinte.
// Cansou? new PeerError('ETIMEDOUT', 'send') com endWithError explica o porquê.
socket.close();
