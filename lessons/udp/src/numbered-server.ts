// #region numbered-server-imports
/**
 * Servidor UDP de maiúsculas com número: os 4 primeiros bytes de cada pedido
 * são o número dele, e voltam iguais na frente da resposta.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import {
  endOnInterrupt,
  endWithError,
  explainError,
  formatEndpoint,
  hostOption,
  listenPortOption,
  readOptions,
  visibleText,
} from '@tomada/utils';

// #endregion numbered-server-imports

// #region numbered-server-options
const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-udp start:numbered',
  about: 'Servidor UDP: devolve em maiúsculas cada pedido, com o número dele.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(12000) },
});
// #endregion numbered-server-options

// #region numbered-server-create
endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
// #endregion numbered-server-create

// #region numbered-server-answer
const NUMBER_BYTES = 4;

socket.on('message', (bytes, peer) => {
  const from = { host: peer.address, port: peer.port };
  if (bytes.length < NUMBER_BYTES) {
    const sender = formatEndpoint(from);
    console.log(`Ignorei um datagrama de ${sender}: não traz um número.`);
    return;
  }
  // O byte mais importante vem primeiro: é a ordem da rede (big-endian).
  const number = bytes.readUInt32BE(0);
  const text = bytes.subarray(NUMBER_BYTES).toString('utf8');
  console.log(`Recebido de ${peer.address} (pedido ${number}):`);
  console.log(visibleText(text));
  if (peer.port === 0) return; // Porta 0: não quer resposta (RFC 768).

  // O número volta como veio; o cliente é que sabe o que ele quer dizer.
  const answer = [
    bytes.subarray(0, NUMBER_BYTES),
    Buffer.from(text.toUpperCase()),
  ];
  socket.send(answer, peer.port, peer.address, (error) => {
    if (error) console.error(explainError(error, from));
  });
});
// #endregion numbered-server-answer

// #region numbered-server-listen
socket.bind({ address, port, exclusive: true });
await once(socket, 'listening').catch((error) =>
  endWithError(error, { host, port }),
);
const own = socket.address();
const endpoint = formatEndpoint({ host: own.address, port: own.port });
console.log(`Escutando em ${endpoint}`);
// Um cliente que já foi embora não pode derrubar o servidor dos outros.
socket.on('error', () => {});
// #endregion numbered-server-listen
