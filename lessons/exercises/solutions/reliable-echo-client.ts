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
  PeerError,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  visibleText,
  wholeNumberOption,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises reliable-echo:client --solution';
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

const NUMBER_BYTES = 4;
const HEAD_BYTES = 2 * NUMBER_BYTES;

/** Envia a mensagem até vir a resposta com o número dela. */
function ask(number: number, text: string): Promise<Buffer> {
  const head = Buffer.alloc(NUMBER_BYTES);
  head.writeUInt32BE(number);
  return new Promise((resolve) => {
    let attempt = 0;
    const send = () => {
      if (attempt === tries) {
        endWithError(new PeerError('ETIMEDOUT', 'send'), { host, port });
      }
      attempt++;
      // A repetida leva o mesmo número: é assim que o servidor a reconhece.
      socket.send([head, Buffer.from(text)], (error) => {
        if (error) endWithError(error, { host, port });
      });
    };
    send();
    const clock = setInterval(send, timeout * 1000);
    socket.on('message', function listener(answer) {
      // Com outro número, é a resposta atrasada ou repetida de outra mensagem.
      const isShort = answer.length < HEAD_BYTES;
      if (isShort || answer.readUInt32BE(0) !== number) return;
      clearInterval(clock);
      socket.off('message', listener);
      resolve(answer);
    });
  });
}

// Uma por vez: a seguinte só parte quando esta foi respondida.
for (const [index, text] of messages.entries()) {
  const answer = await ask(index + 1, text);
  const order = answer.readUInt32BE(NUMBER_BYTES);
  const echo = answer.subarray(HEAD_BYTES).toString('utf8');
  console.log(`Eco ${order}: ${visibleText(echo)}`);
}
socket.close();
