import { createSocket } from 'node:dgram';
import {
  endOnInterrupt,
  hostOption,
  peerPortOption,
  readOptions,
  visibleText,
} from '@tomada/utils';

const { host, port, words } = readOptions({
  usage: 'pnpm --filter lesson-udp fault:waits-for-ever <palavras…>',
  about: 'Um cliente com defeito: espera a resposta para sempre.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(12000),
  },
  words: { example: 'pnpm --filter lesson-udp fault:waits-for-ever olá' },
});

// #region waits-for-ever
const socket = createSocket('udp4');
endOnInterrupt();
socket.on('message', (bytes) => {
  console.log(`Recebido: ${visibleText(bytes.toString('utf8'))}`);
  socket.close();
});
// O defeito: se este datagrama ou a resposta se perder, ninguém avisa.
socket.send(words.join(' '), port, host);
console.log('Enviei uma vez. Esperando a resposta…');
// #endregion waits-for-ever
