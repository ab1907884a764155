import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  peerPortOption,
  readOptions,
  visibleText,
} from '@tomada/utils';

const { host, port, words } = readOptions({
  usage: 'pnpm --filter lesson-tcp-client fault:one-piece <palavras…>',
  about:
    'Um cliente com defeito: toma o primeiro pedaço pela resposta inteira.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(8080),
  },
  words: { example: 'pnpm --filter lesson-tcp-client fault:one-piece olá' },
});

// #region one-piece
const connection = connect({ host, port }, () => {
  connection.end(`${words.join(' ')}\n`);
});
connection.on('error', (error) => endWithError(error, { host, port }));
endOnInterrupt(connection);
// O defeito: o primeiro pedaço é só o que chegou até agora.
connection.once('data', (piece) => {
  console.log(`Recebido: ${visibleText(piece.toString('utf8'))}`);
  connection.destroy();
});
// #endregion one-piece
