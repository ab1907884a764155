// #region late-answer
import { createServer } from 'node:net';
import {
  endOnInterrupt,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  switchOption,
  trimAscii,
} from '@tomada/utils';

const {
  host,
  port,
  'half-open': allowHalfOpen,
} = readOptions({
  usage: 'pnpm --filter lesson-tcp-server fault:late-answer',
  about: 'Um servidor que demora: a resposta se perde, menos com --half-open.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(8080),
    'half-open': switchOption('deixa o nosso lado aberto: o conserto'),
  },
});

// O defeito: sem allowHalfOpen, o Node fecha o nosso lado assim que o cliente
// fecha o dele.
const server = createServer({ allowHalfOpen }, (connection) => {
  connection.on('error', () => {});
  connection.once('data', (piece) => {
    const text = trimAscii(piece.toString('utf8'));
    // Uma consulta a um banco de dados levaria tempo assim.
    setTimeout(() => connection.end(text.toUpperCase()), 50);
  });
});
endOnInterrupt(server);
console.log(`Escutando em ${await listen(server, { host, port })}`);
// #endregion late-answer
