// The least that node:net asks for: no check, no print, no handling of errors. The lesson's server is measured against it.
import { createServer } from 'node:net';

const server = createServer((c) => c.once('data', (d) => c.end(d.toString().toUpperCase())));
server.listen({ host: '127.0.0.1', port: 0 }, () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`Escutando em 127.0.0.1:${address.port}`);
});
