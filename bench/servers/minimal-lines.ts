// The shortest line server of node:net: text glued together and split, with no longest line.
import { createServer } from 'node:net';

const server = createServer((connection) => {
  let rest = '';
  connection.setEncoding('utf8');
  connection.on('data', (piece: string) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) connection.write(`${line.toUpperCase()}\n`);
  });
});
server.listen({ host: '127.0.0.1', port: 0 }, () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`Escutando em 127.0.0.1:${address.port}`);
});
