/**
 * Um servidor de DNS de brinquedo, só com nomes de exemplo. Alguns respondem
 * certo; os outros, cada um com um defeito dos que existem na rede de verdade.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  endOnInterrupt,
  endWithError,
  formatEndpoint,
  hostOption,
  listenPortOption,
  readOptions,
} from '@tomada/utils';
import packet, { type Answer, type Packet } from 'dns-packet';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-address-lookup dns',
  about:
    'Servidor de DNS de brinquedo: nomes de exemplo, certos e com defeito.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(5300),
  },
});

// #region dns-zone
/** O que este servidor sabe. Os endereços são de documentação: de ninguém. */
const zone: Readonly<Record<string, readonly Answer[]>> = {
  'servidor.example': [
    { type: 'A', name: 'servidor.example', data: '192.0.2.10' },
    { type: 'A', name: 'servidor.example', data: '192.0.2.11' },
    { type: 'AAAA', name: 'servidor.example', data: '2001:db8::10' },
  ],
  'apelido.example': [
    { type: 'CNAME', name: 'apelido.example', data: 'antigo.example' },
    { type: 'A', name: 'antigo.example', data: '192.0.2.20' },
  ],
  'antigo.example': [{ type: 'A', name: 'antigo.example', data: '192.0.2.20' }],
  'xn--po-sia.example': [
    { type: 'A', name: 'xn--po-sia.example', data: '192.0.2.30' },
  ],
  '10.2.0.192.in-addr.arpa': [
    {
      type: 'PTR',
      name: '10.2.0.192.in-addr.arpa',
      data: 'servidor.example',
    },
  ],
  // Um nome com um comando de terminal dentro: «daqui em diante, em vermelho».
  '66.2.0.192.in-addr.arpa': [
    {
      type: 'PTR',
      name: '66.2.0.192.in-addr.arpa',
      data: 'banco\x1b[31m.example',
    },
  ],
  // O dono do endereço é outro nome, pelo qual ninguém perguntou.
  'mentira.example': [{ type: 'A', name: 'outro.example', data: '192.0.2.66' }],
};
// #endregion dns-zone

// #region dns-answer
const FORMAT_ERROR = 1;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;
const NOT_IMPLEMENTED = 4;
const REFUSED = 5;

/** Os bytes da resposta; undefined é silêncio. */
function answerTo(bytes: Buffer): Buffer | undefined {
  const query = packet.decode(bytes);
  const [question] = query.questions ?? [];
  if (!question) return undefined;
  const { name, type } = question;
  const id = query.id ?? 0;
  const say = (code: number, answers: readonly Answer[], more: Packet = {}) =>
    packet.encode({
      id,
      type: 'response',
      flags: packet.RECURSION_AVAILABLE | code,
      questions: [question],
      answers: [...answers],
      ...more,
    });
  const lie: Answer = { type: 'A', name, data: '192.0.2.66' };
  switch (name) {
    case 'mudo.example':
      return undefined;
    case 'falha.example':
      return say(SERVER_FAILURE, []);
    case 'recusa.example':
      return say(REFUSED, []);
    case 'confuso.example':
      return say(FORMAT_ERROR, []);
    case 'novo.example':
      return say(NOT_IMPLEMENTED, []);
    case 'imita.example': // Não é o número da pergunta.
      return say(0, [lie], { id: (id + 1) % 65_536 });
    case 'troca.example': // Não é a pergunta que veio.
      return say(0, [lie], { questions: [{ name: 'x.example', type: 'A' }] });
    case 'lixo.example':
      return Buffer.concat([bytes.subarray(0, 2), Buffer.from('oi!')]);
    case 'pedaco.example':
      return say(0, [lie]).subarray(0, -3);
    case 'grande.example': // «Não coube; pergunte por TCP», e lá não há ninguém.
      return say(packet.TRUNCATED_RESPONSE, []);
  }
  const records = zone[name.toLowerCase()];
  if (!records) return say(NO_SUCH_NAME, []);
  // Um apelido responde por qualquer tipo, junto com o que ele esconde.
  const answers = records.filter((each) => [type, 'CNAME'].includes(each.type));
  return say(0, answers);
}
// #endregion dns-answer

const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
socket.on('error', (error) => endWithError(error, { host, port }));
socket.on('message', (bytes, from) => {
  try {
    const answer = answerTo(bytes);
    if (answer) socket.send(answer, from.port, from.address);
  } catch {
    // Não era uma pergunta de DNS: um servidor não cai por isso.
  }
});
endOnInterrupt(async () => {
  socket.close();
});
socket.bind(port, host);
await once(socket, 'listening');
const { address, port: taken } = socket.address();
console.log(`Escutando em ${formatEndpoint({ host: address, port: taken })}`);
