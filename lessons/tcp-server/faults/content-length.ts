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
  usage: 'pnpm --filter lesson-tcp-server fault:content-length',
  about: 'Um servidor HTTP com defeito: anuncia bytes que não envia.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
});

// #region content-length
const server = createServer((connection) => {
  connection.on('error', () => {});
  connection.once('data', () => {
    // O defeito: «Olá da Tomada!» tem 15 bytes, e alguém contou 18 de cabeça.
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n';
    endAndLinger(connection, `${head}Olá da Tomada!`);
  });
});
// #endregion content-length
endOnInterrupt(server);
console.log(`Escutando em ${await listen(server, { host, port })}`);
