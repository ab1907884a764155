// #region numbered-client-imports
/**
 * Cliente UDP com número: cada pedido leva um número na frente do texto, e só
 * vale a resposta que traz o número do pedido da vez.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
  visibleText,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion numbered-client-imports

// #region numbered-client-options
const UP_TO_100 = { lowest: 1, highest: 100 };
const { host, port, timeout, tries, count, words } = readOptions({
  usage: 'pnpm --filter lesson-udp start:client:numbered <palavras…>',
  about: 'Cliente UDP: envia as palavras com um número e mostra a resposta.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(12000),
    timeout: secondsOption('quanto esperar em cada tentativa', 1),
    tries: wholeNumberOption('quantas vezes perguntar', 3, UP_TO_100),
    count: wholeNumberOption('quantos pedidos fazer', 1, UP_TO_100),
  },
  words: { example: 'pnpm --filter lesson-udp start:client:numbered olá' },
});
const message = words.join(' ');
// #endregion numbered-client-options

// #region numbered-client-connect
endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
// Nada viaja aqui: «conectar» um socket UDP só diz ao sistema com quem ele fala.
socket.connect(port, address);
await once(socket, 'connect').catch((error) =>
  endWithError(error, { host, port }),
);
socket.on('error', (error) => endWithError(error, { host, port }));
// #endregion numbered-client-connect

// #region numbered-client-send
const NUMBER_BYTES = 4;
let number = 0;
let attempt = 0;
let clock: NodeJS.Timeout | undefined;

/** Envia o pedido da vez. Uma nova tentativa leva o mesmo número. */
function send(): void {
  attempt++;
  const head = Buffer.alloc(NUMBER_BYTES);
  head.writeUInt32BE(number);
  socket.send([head, Buffer.from(message)], (error) => {
    if (error) endWithError(error, { host, port });
  });
  clock = setTimeout(sendAgain, timeout * 1000);
}

/** A resposta não veio a tempo. */
function sendAgain(): void {
  if (attempt === tries) {
    endWithError(new PeerError('ETIMEDOUT', 'send'), { host, port });
  }
  const next = `tentativa ${attempt + 1} de ${tries}`;
  console.log(`Sem resposta em ${timeout} s; ${next}.`);
  send();
}

/** Passa ao pedido seguinte. */
function askNext(): void {
  number++;
  attempt = 0;
  console.log(`Enviado:  ${message} (pedido ${number})`);
  send();
}

askNext();
// #endregion numbered-client-send

// #region numbered-client-receive
socket.on('message', (bytes) => {
  // #endregion numbered-client-receive
  // #region numbered-client-check
  if (bytes.length < NUMBER_BYTES) {
    console.log('Resposta sem número, ignorada.');
    return;
  }
  const answered = bytes.readUInt32BE(0);
  if (answered !== number) {
    const isOld = answered > 0 && answered < number;
    const which = isOld ? 'atrasada ou repetida do' : 'que não pedi, do';
    console.log(`Resposta ${which} pedido ${answered}, ignorada.`);
    return;
  }
  // #endregion numbered-client-check
  // #region numbered-client-answer
  clearTimeout(clock);
  const text = bytes.subarray(NUMBER_BYTES).toString('utf8');
  console.log(`Recebido: ${visibleText(text)} (pedido ${number})`);
  if (number < count) askNext();
  else socket.close();
});
// #endregion numbered-client-answer
