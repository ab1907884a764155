import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { type Endpoint, formatEndpoint } from './endpoint.ts';

const openConnections = new WeakMap<Server, Set<Socket>>();

/**
 * Starts to listen and waits until the system says yes.
 *
 * @param server a server that does not listen yet; its connections are noted, so that `close` can end them
 * @param endpoint where; port 0 takes a free one
 * @returns the real address, such as `127.0.0.1:8080`
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND…), as Node gives it
 * @example console.log(`Escutando em ${await listen(server, { host: '127.0.0.1', port: 0 })}`);
 */
export async function listen(server: Server, { host, port }: Endpoint): Promise<string> {
  const connections = new Set<Socket>();
  openConnections.set(server, connections);
  server.on('connection', (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
  });
  server.listen({ host, port });
  await once(server, 'listening'); // rejects on 'error'
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return formatEndpoint({ host: address.address, port: address.port });
}

/**
 * Stops listening and ends every connection at once; what was not yet sent is lost. Waits until the port is free.
 * A server that does not listen is left as it is.
 */
export async function close(server: Server): Promise<void> {
  const closed = server.listening ? once(server, 'close') : undefined;
  server.close();
  for (const connection of openConnections.get(server) ?? []) connection.destroy();
  await closed;
}
