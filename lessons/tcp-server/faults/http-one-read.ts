import { createServer } from 'node:net';
import {
  endAndLinger,
  endOnInterrupt,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-tcp-server fault:http-one-read',
  about: 'Um servidor HTTP com defeito: lê uma vez só.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
});

// #region http-one-read
const server = createServer((connection) => {
  connection.on('error', () => {});
  // O defeito: toma o primeiro pedaço pelo pedido inteiro.
  connection.once('data', (piece) => {
    const isWhole = piece.includes('\r\n\r\n');
    const status = isWhole ? '200 OK' : '400 Bad Request';
    const body = isWhole ? 'Olá da Tomada!\n' : 'Pedido pela metade.\n';
    const length = Buffer.byteLength(body);
    const head = `HTTP/1.1 ${status}\r\nContent-Length: ${length}\r\n\r\n`;
    endAndLinger(connection, head + body);
  });
});
// #endregion http-one-read
endOnInterrupt(server);
console.log(`Escutando em ${await listen(server, { host, port })}`);
