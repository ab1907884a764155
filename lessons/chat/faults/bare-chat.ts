/**
 * O chat que todo mundo escreve primeiro: o que se diz vai direto para o
 * socket, e cada pedaço do socket vai direto para a tela. Para que se repita
 * igual, as linhas vêm da linha de comando, uma palavra cada.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import {
  endOnInterrupt,
  listen,
  listenPortOption,
  peerPortOption,
  readOptions,
} from '@tomada/utils';

const options = readOptions({
  usage: 'pnpm --filter lesson-chat fault:bare-chat [linhas…]',
  about: 'Um chat ingênuo: com linhas, conecta-se e envia; sem elas, espera.',
  options: {
    port: peerPortOption(5001),
    'local-port': listenPortOption(5000),
  },
  words: { example: 'um dois', optional: true },
});
endOnInterrupt();

/** Espera que alguém se conecte. */
async function wait(): Promise<Socket> {
  const server = createServer();
  const own = { host: '127.0.0.1', port: options['local-port'] };
  console.log(`Escutando em ${await listen(server, own)}`);
  const [socket] = await once(server, 'connection');
  return socket;
}

// #region bare-chat
const lines = options.words;
const socket =
  lines.length > 0 ? connect(options.port, '127.0.0.1') : await wait();
socket.on('data', (piece) => console.log(`Recebi: ${piece}`));

for (const line of lines) {
  socket.write(line);
  console.log(`Enviei: ${line}`);
  await setTimeout(100); // Ninguém digita mais depressa que isso.
}
// #endregion bare-chat
if (lines.length > 0) process.exit();
