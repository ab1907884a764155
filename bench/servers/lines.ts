// The same line server with the framing of the lessons.
import { createServer } from 'node:net';
import { LineDecoder, listen } from '@tomada/utils';

const server = createServer((connection) => {
  const lines = new LineDecoder();
  connection.on('error', () => connection.destroy());
  connection.on('data', (piece) => {
    for (const line of lines.push(piece)) connection.write(`${line.toUpperCase()}\n`);
  });
});
console.log(`Escutando em ${await listen(server, { host: '127.0.0.1', port: 0 })}`);
