// #region upper-client-imports
/**
 * Cliente TCP: envia as palavras da linha de comando em uma linha, avisa que
 * terminou de falar e mostra tudo o que o servidor responder até fechar.
 */
import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

// #endregion upper-client-imports

// #region upper-client-options
const { host, port, timeout, words } = readOptions({
  usage: 'pnpm --filter lesson-tcp-client start <palavras…>',
  about: 'Cliente TCP: envia as palavras e mostra a resposta do servidor.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(8080),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
  words: { example: 'pnpm --filter lesson-tcp-client start olá mundo' },
});
const message = words.join(' ');
// #endregion upper-client-options

// #region upper-client-connect
const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
endOnInterrupt(connection);
// #endregion upper-client-connect

// #region upper-client-timeout
// Ninguém atende, ou atende e nunca responde. Esperar para sempre não é opção.
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});
// #endregion upper-client-timeout

// #region upper-client-send
connection.on('connect', () => {
  console.log(`Enviado:  ${message}`);
  // Meio fechamento (half-close): envia a linha e avisa «de mim não vem mais
  // nada». Ainda podemos ouvir.
  connection.end(`${message}\n`);
});
// #endregion upper-client-send

// #region upper-client-receive
// TCP entrega bytes, não mensagens: junte tudo até o servidor fechar e só então
// decodifique.
const pieces: Buffer[] = [];
connection.on('data', (piece) => pieces.push(piece));
connection.on('end', () => {
  const answer = Buffer.concat(pieces).toString('utf8');
  if (answer === '' && message.trim() !== '') {
    endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
  }
  console.log(`Recebido: ${visibleText(answer)}`);
});
// #endregion upper-client-receive
