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
  visibleText,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises framing:client --solution';
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

const HEAD_BYTES = 4;
// Em maiúsculas, um texto de 64 KiB pode triplicar: «ΐ» vira «Ϊ́».
const LONGEST_ANSWER = 3 * 65_536;

/** Põe o tamanho na frente. Ele conta bytes, e não letras: «olá» tem 4. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});
// Todas de uma vez, e o meio fechamento: «de mim não vem mais nada».
connection.on('connect', () =>
  connection.end(Buffer.concat(messages.map(frame))),
);

let answered = 0;
let pending = Buffer.alloc(0);
connection.on('data', (piece) => {
  pending = Buffer.concat([pending, piece]);
  // Um pedaço pode completar várias respostas, ou nenhuma.
  while (pending.length >= HEAD_BYTES) {
    const length = pending.readUInt32BE(0);
    if (length > LONGEST_ANSWER) {
      endWithError(new PeerError('ERR_MESSAGE_TOO_LONG'), { host, port });
    }
    const end = HEAD_BYTES + length;
    if (pending.length < end) break;
    const text = pending.subarray(HEAD_BYTES, end).toString('utf8');
    console.log(`Resposta: ${visibleText(text)}`);
    pending = pending.subarray(end);
    answered++;
  }
});
connection.on('end', () => {
  if (answered === messages.length && pending.length === 0) return;
  const isCut = pending.length > 0 || answered > 0;
  const code = isCut ? 'ERR_INCOMPLETE_MESSAGE' : 'ERR_EMPTY_ANSWER';
  endWithError(new PeerError(code), { host, port });
});
