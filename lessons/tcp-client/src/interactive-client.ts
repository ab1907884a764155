// #region interactive-client-imports
/**
 * Cliente TCP de teclado: lê uma linha, envia-a sem a quebra de linha e mostra
 * tudo o que o servidor responder até fechar.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
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

// #endregion interactive-client-imports

// #region interactive-client-options
const { host, port, timeout } = readOptions({
  usage: 'pnpm --filter lesson-tcp-client start:interactive',
  about: 'Cliente TCP: envia uma linha do teclado e mostra a resposta.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(12000),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
});
// #endregion interactive-client-options

// #region interactive-client-connect
const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
endOnInterrupt(connection);
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});
await once(connection, 'connect');
connection.setTimeout(0); // Quem digita não tem pressa.
console.log('Conectado. Digite uma linha e tecle Enter.');
// #endregion interactive-client-connect

// #region interactive-client-keyboard
// Quando o texto vem de um arquivo ou de outro programa, ninguém precisa do
// sinal.
const prompt = process.stdin.isTTY ? '> ' : '';

/** Lê a primeira linha que tenha algo; undefined quando não vem mais nada. */
async function readMessage(): Promise<string | undefined> {
  process.stdout.write(prompt);
  const keyboard = createInterface({ input: process.stdin });
  for await (const line of keyboard) {
    if (line !== '') {
      keyboard.close(); // Sem isto, o programa não terminaria: ele ainda leria.
      return line;
    }
    console.log('Uma linha vazia não tem bytes: não há o que enviar.');
    process.stdout.write(prompt);
  }
  return undefined;
}

const message = await readMessage();
if (message === undefined) {
  console.log(prompt ? '\nNada a enviar.' : 'Nada a enviar.');
  process.exit(0);
}
// #endregion interactive-client-keyboard

// #region interactive-client-send
// Sem quebra de linha e sem fechar o nosso lado: o servidor não tem como saber
// onde a mensagem termina.
if (connection.readableEnded) {
  // Ele foi embora enquanto você digitava.
  endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
}
connection.write(message);
connection.setTimeout(timeout * 1000);
// #endregion interactive-client-send

// #region interactive-client-receive
const pieces: Buffer[] = [];
connection.on('data', (piece) => pieces.push(piece));
connection.on('end', () => {
  const answer = Buffer.concat(pieces).toString('utf8');
  if (answer === '' && message.trim() !== '') {
    endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
  }
  console.log(`Recebido: ${visibleText(answer)}`);
});
// #endregion interactive-client-receive
