import { createSocket } from 'node:dgram';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  visibleText,
} from '@tomada/utils';

const { host, port, words } = readOptions({
  usage: 'pnpm --filter lesson-udp fault:any-answer <palavras…>',
  about: 'Um cliente com defeito: qualquer resposta serve para a pergunta.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(12000),
  },
  words: { example: 'pnpm --filter lesson-udp fault:any-answer um dois' },
});

// #region any-answer
const socket = createSocket('udp4');
endOnInterrupt();
let asked = 0;

/** Faz uma pergunta para cada palavra, uma de cada vez. */
function ask(): void {
  socket.send(words[asked] ?? '', port, host);
}

socket.on('message', (bytes) => {
  // O defeito: o primeiro datagrama que chega é «a resposta».
  console.log(`${words[asked]} → ${visibleText(bytes.toString('utf8'))}`);
  asked++;
  if (asked < words.length) ask();
  else process.exit(0);
});
ask();
setTimeout(() => {
  endWithError(new PeerError('ETIMEDOUT', 'send'), { host, port });
}, 3_000);
// #endregion any-answer
