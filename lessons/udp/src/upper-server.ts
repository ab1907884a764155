// #region upper-server-imports
/**
 * Servidor UDP de maiúsculas: cada datagrama que chega é uma mensagem inteira,
 * e a resposta é outro datagrama, com o mesmo texto em maiúsculas.
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

// #endregion upper-server-imports

// #region upper-server-options
const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-udp start',
  about: 'Servidor UDP: devolve em maiúsculas cada datagrama que chega.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(12000) },
});
// #endregion upper-server-options

// #region upper-server-create
endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
// Aqui é preciso escolher: um socket UDP é de IPv4 ou de IPv6.
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
// #endregion upper-server-create

// #region upper-server-answer
socket.on('message', (bytes, peer) => {
  const text = bytes.toString('utf8');
  console.log(`Recebido de ${peer.address}:\n${visibleText(text)}`);
  if (peer.port === 0) return; // Porta 0: não quer resposta (RFC 768).

  // Pôr em maiúsculas pode aumentar o texto: a resposta talvez não caiba.
  socket.send(text.toUpperCase(), peer.port, peer.address, (error) => {
    const to = { host: peer.address, port: peer.port };
    if (error) console.error(explainError(error, to));
  });
});
// #endregion upper-server-answer

// #region upper-server-listen
socket.bind({ address, port, exclusive: true });
await once(socket, 'listening').catch((error) =>
  endWithError(error, { host, port }),
);
const own = socket.address();
const endpoint = formatEndpoint({ host: own.address, port: own.port });
console.log(`Escutando em ${endpoint}`);
// #endregion upper-server-listen

// #region upper-server-errors
// Depois de escutar, o que vem aqui é o Windows contando que um cliente já foi
// embora. Sem este ouvinte, isso derrubaria o servidor de todos.
socket.on('error', () => {});
// #endregion upper-server-errors
