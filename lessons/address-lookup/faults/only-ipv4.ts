// #region only-ipv4
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo; // Não é um socket de arquivo.

// O defeito: o servidor está em um dos dois endereços que localhost pode ter.
for (const host of ['::1', '127.0.0.1']) {
  const connection = connect({ host, port });
  try {
    await once(connection, 'connect');
    console.log(`${host}: conectou`);
  } catch (error) {
    console.log(`${host}: ${(error as NodeJS.ErrnoException).code}`);
  }
  connection.destroy();
}
server.close();
// #endregion only-ipv4
