/**
 * Eco que não se perde: cada mensagem vem com um número, e a repetida recebe
 * outra vez a mesma resposta, sem ser contada de novo.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import {
  endOnInterrupt,
  endWithError,
  formatEndpoint,
  hostOption,
  listenPortOption,
  portFromEnvironment,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-exercises reliable-echo:server',
  about: 'Servidor UDP: devolve cada mensagem com a ordem dela.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12350)),
  },
});

endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
socket.on('message', (request, peer) => {
  // Sua vez: os 4 primeiros bytes são o número; o resto, o texto. Responda com
  // o número, a ordem e o texto. O que você precisa lembrar de cada cliente
  // (peer.address e peer.port) para reconhecer uma mensagem repetida?
  console.log(`${peer.address} enviou ${request.length} bytes`);
});
socket.bind({ address, port, exclusive: true });
await once(socket, 'listening').catch((error) =>
  endWithError(error, { host, port }),
);
const own = socket.address();
const endpoint = formatEndpoint({ host: own.address, port: own.port });
console.log(`Escutando em ${endpoint}`);
// Um cliente que já foi embora não pode derrubar o servidor dos outros.
socket.on('error', () => {});
