// #region late-answer
import { createServer } from 'node:net';
import {
  endOnInterrupt,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-tcp-server fault:late-answer',
  about:
    'Um servidor com defeito: responde depois que o cliente disse que terminou.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
});

// O defeito: sem allowHalfOpen, o Node fecha o nosso lado assim que o cliente
// fecha o dele.
const server = createServer((connection) => {
  connection.on('error', () => {});
  connection.once('data', (piece) => {
    // Uma consulta a um banco de dados levaria tempo assim. A resposta chega
    // tarde, e se perde.
    setTimeout(() => connection.end(piece.toString('utf8').toUpperCase()), 50);
  });
});
endOnInterrupt(server);
console.log(`Escutando em ${await listen(server, { host, port })}`);
// #endregion late-answer
