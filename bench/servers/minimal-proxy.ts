// The shortest proxy of node:net, `minimal-proxy.ts <port of the target>`: no faults, no limits, no handling of errors.
import { connect, createServer } from 'node:net';
import { listen } from '@tomada/utils';

const port = Number(process.argv[2]);
const proxy = createServer({ allowHalfOpen: true }, (client) => {
  const server = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  client.pipe(server).pipe(client);
});
console.log(`Escutando em ${await listen(proxy, { host: '127.0.0.1', port: 0 })}`);
