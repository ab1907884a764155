import { createServer } from 'node:net';
import {
  endOnInterrupt,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-tcp-server fault:no-drain',
  about: 'Um servidor com defeito: escreve sem olhar o que write responde.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(12000) },
});

// #region no-drain
const BLOCK = Buffer.alloc(65_536, 'x');
const server = createServer((connection) => {
  connection.on('error', () => {});
  // O defeito: write responde false quando a fila já é longa, e ninguém liga.
  for (let block = 0; block < 480; block++) connection.write(BLOCK);
  const megabytes = Math.round(connection.writableLength / 1_000_000);
  console.log(`Escrevi 31 MB; ${megabytes} MB esperam na minha memória.`);
});
// #endregion no-drain
endOnInterrupt(server);
console.log(`Escutando em ${await listen(server, { host, port })}`);
