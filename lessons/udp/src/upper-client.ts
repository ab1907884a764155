// #region upper-client-imports
/**
 * Cliente UDP: envia as palavras da linha de comando em um datagrama e mostra a
 * resposta. Se ela não vem, pergunta de novo; depois de algumas vezes, desiste.
 */
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { SocketAddress } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  formatEndpoint,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
  visibleText,
  wholeNumberOption,
} from '@tomada/utils';

// #endregion upper-client-imports

// #region upper-client-options
const { host, port, timeout, tries, words } = readOptions({
  usage: 'pnpm --filter lesson-udp start:client <palavras…>',
  about: 'Cliente UDP: envia as palavras e mostra a resposta do servidor.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(12000),
    timeout: secondsOption('quanto esperar em cada tentativa', 1),
    tries: wholeNumberOption('quantas vezes perguntar', 3, {
      lowest: 1,
      highest: 100,
    }),
  },
  words: { example: 'pnpm --filter lesson-udp start:client olá mundo' },
});
const message = words.join(' ');
// #endregion upper-client-options

// #region upper-client-send
endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
socket.on('error', (error) => endWithError(error, { host, port }));

/** Um datagrama é um envio só: vai inteiro ou não vai. */
function send(): void {
  socket.send(message, port, address, (error) => {
    if (error) endWithError(error, { host, port });
  });
}

console.log(`Enviado:  ${message}`);
send();
// #endregion upper-client-send

// #region upper-client-receive
socket.on('message', (bytes, peer) => {
  // #endregion upper-client-receive
  // #region upper-client-stranger
  // Qualquer um pode mandar um datagrama para a nossa porta.
  // SocketAddress escreve um endereço IPv6 sempre do mesmo jeito.
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  const asked = new SocketAddress({ address, family: kind }).address;
  if (peer.address !== asked || peer.port !== port) {
    const from = formatEndpoint({ host: peer.address, port: peer.port });
    console.log(`Ignorei um datagrama de ${from}: não perguntei a ele.`);
    return;
  }
  // #endregion upper-client-stranger
  // #region upper-client-answer
  console.log(`Recebido: ${visibleText(bytes.toString('utf8'))}`);
  socket.close();
});
// #endregion upper-client-answer

// #region upper-client-tries
let attempt = 1;
const clock = setInterval(() => {
  if (attempt === tries) {
    endWithError(new PeerError('ETIMEDOUT', 'send'), { host, port });
  }
  attempt++;
  console.log(
    `Sem resposta em ${timeout} s; tentativa ${attempt} de ${tries}.`,
  );
  send();
}, timeout * 1000);
socket.on('close', () => clearInterval(clock));
// #endregion upper-client-tries
