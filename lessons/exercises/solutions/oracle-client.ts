/**
 * Cliente do oráculo: envia uma pergunta e mostra a resposta.
 */
import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  LONGEST_MESSAGE,
  lineFromKeyboard,
  PeerError,
  peerPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

const CALL = 'pnpm --filter lesson-exercises oracle:client --solution';
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

const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});

// Duas vezes «acabou»: a quebra de linha, para quem lê linhas, e o meio
// fechamento, para quem lê até o fim.
connection.on('connect', () => connection.end(`${question}\n`));

// A resposta só está inteira quando o servidor fecha; antes disso, «não» pode
// ter chegado só pela metade.
let answer = Buffer.alloc(0);
connection.on('data', (piece) => {
  answer = Buffer.concat([answer, piece]);
  if (answer.length > LONGEST_MESSAGE) {
    connection.destroy(new PeerError('ERR_MESSAGE_TOO_LONG'));
  }
});
connection.on('end', () => {
  if (answer.length === 0) {
    endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
  }
  console.log(`Oráculo: ${visibleText(answer.toString('utf8'))}`);
});
