// #region one-datagram
import { createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { endOnInterrupt, readOptions, serverOption } from '@tomada/utils';

const { server, words } = readOptions({
  usage: 'pnpm --filter lesson-address-lookup fault:one-datagram <nome>',
  about: 'Com defeito: pergunta uma vez, espera para sempre, crê em tudo.',
  options: { server: serverOption('servidor de DNS a quem perguntar', 5300) },
  words: { example: 'pnpm … fault:one-datagram servidor.example' },
});
const { host, port } = server ?? { host: '127.0.0.1', port: 5300 };

// Número 1, «procure por mim», uma pergunta; o nome, pedaço a pedaço, cada um
// com o tamanho antes; tipo 1 (A), classe 1 (internet).
const header = Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const labels = (words[0] ?? '')
  .split('.')
  .map((label) => String.fromCharCode(label.length) + label);
const end = Buffer.from([0, 0, 1, 0, 1]);
const query = Buffer.concat([header, Buffer.from(labels.join('')), end]);

const socket = createSocket(isIPv4(host) ? 'udp4' : 'udp6');
endOnInterrupt(async () => {});
// O defeito: uma pergunta só, e nenhum limite para a espera.
socket.send(query, port, host, () => console.log('Perguntei. Espero…'));
// O defeito: o primeiro datagrama que chegar vale, seja de quem for e responda
// ao que responder; e os quatro últimos bytes dele são o endereço.
socket.once('message', (answer) => {
  console.log(answer.subarray(-4).join('.'));
  socket.close();
});
// #endregion one-datagram
