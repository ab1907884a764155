// #region conversation-client-imports
/**
 * Cliente de conversa: envia cada linha do teclado e mostra a resposta, até o
 * «off». De propósito, toma cada pedaço que chega por uma resposta inteira.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
  trimAscii,
  visibleText,
} from '@tomada/utils';

// #endregion conversation-client-imports

// #region conversation-client-options
const { host, port, timeout } = readOptions({
  usage: 'pnpm --filter lesson-tcp-client start:off',
  about: 'Cliente TCP: envia cada linha do teclado, até off.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(50000),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 10),
  },
});
// #endregion conversation-client-options

// #region conversation-client-connect
const connection = connect({ host, port });
connection.on('error', (error) => endWithError(error, { host, port }));
endOnInterrupt(connection);
connection.setTimeout(timeout * 1000, () => {
  const stage = connection.connecting ? 'connect' : undefined;
  connection.destroy(new PeerError('ETIMEDOUT', stage));
});
await once(connection, 'connect');
connection.setTimeout(0); // Quem digita não tem pressa.
console.log('Conectado. Digite uma linha e tecle Enter; off encerra.');
// #endregion conversation-client-connect

// #region conversation-client-ask
const pieces: AsyncIterator<Buffer> = connection.iterator({
  destroyOnReturn: false,
});

/** Envia um texto e espera o próximo pedaço que o servidor mandar. */
async function ask(text: string): Promise<string> {
  connection.write(text);
  connection.setTimeout(timeout * 1000); // Agora, sim, há o que esperar.
  const { value: piece, done } = await pieces.next();
  connection.setTimeout(0);
  if (done) endWithError(new PeerError('ERR_EMPTY_ANSWER'), { host, port });
  return piece.toString('utf8');
}
// #endregion conversation-client-ask

// #region conversation-client-keyboard
// Quando o texto vem de um arquivo ou de outro programa, ninguém precisa do
// sinal.
const prompt = process.stdin.isTTY ? '> ' : '';
let isOff = false;
const keyboard = createInterface({ input: process.stdin });
process.stdout.write(prompt);
for await (const line of keyboard) {
  if (line === '') {
    console.log('Uma linha vazia não tem bytes: não há o que enviar.');
  } else {
    console.log(`Recebido: ${visibleText(await ask(line))}`);
    isOff = trimAscii(line).toLowerCase() === 'off';
  }
  if (isOff) break;
  process.stdout.write(prompt);
}
if (!isOff)
  console.log(prompt ? '\nNada mais a enviar.' : 'Nada mais a enviar.');
keyboard.close(); // Sem isto, o programa não terminaria: ele ainda leria.
await pieces.return?.();
endAndLinger(connection); // O que ainda vier, ninguém mais quer ler.
// #endregion conversation-client-keyboard
