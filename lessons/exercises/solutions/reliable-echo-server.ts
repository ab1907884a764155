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
  explainError,
  formatEndpoint,
  hostOption,
  listenPortOption,
  portFromEnvironment,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-exercises reliable-echo:server --solution',
  about: 'Servidor UDP: devolve cada mensagem com a ordem dela.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12350)),
  },
});

const NUMBER_BYTES = 4;
/** A memória das respostas tem fim: por cliente calado e no total. */
const FORGET_AFTER = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** O que uma resposta guardada ocupa, além do texto; por alto. */
const OVERHEAD = 200;

/** O que lembramos de um cliente: a resposta dada a cada número. */
interface Client {
  readonly answers: Map<number, Buffer>;
  bytes: number;
  lastSeen: number;
}

/** Do que está calado há mais tempo ao que acabou de falar. */
const clients = new Map<string, Client>();
let remembered = 0;

/** Esquece os calados, e os mais antigos quando a memória se enche. */
function forget(now: number): void {
  for (const [name, { bytes, lastSeen }] of clients) {
    const isSilent = now - lastSeen > FORGET_AFTER;
    if (!isSilent && remembered <= MOST_BYTES) return;
    clients.delete(name);
    remembered -= bytes;
  }
}

/** Acha o cliente, ou o conhece agora, e o põe no fim da fila. */
function meet(name: string): Client {
  const now = performance.now();
  forget(now);
  const fresh: Client = { answers: new Map(), bytes: 0, lastSeen: now };
  const client = clients.get(name) ?? fresh;
  client.lastSeen = now;
  clients.delete(name);
  clients.set(name, client);
  return client;
}

/** A resposta a um pedido: número, ordem e texto. */
function answerTo(client: Client, request: Buffer): Buffer {
  const number = request.readUInt32BE(0);
  // A resposta de antes se perdeu, ou vem a caminho: a mesma serve.
  const before = client.answers.get(number);
  if (before) return before;
  const order = Buffer.alloc(NUMBER_BYTES);
  order.writeUInt32BE(client.answers.size + 1);
  const answer = Buffer.concat([
    request.subarray(0, NUMBER_BYTES),
    order,
    request.subarray(NUMBER_BYTES),
  ]);
  client.answers.set(number, answer);
  client.bytes += answer.length + OVERHEAD;
  remembered += answer.length + OVERHEAD;
  return answer;
}

endOnInterrupt();
const { address, family } = await lookup(host).catch((error) =>
  endWithError(error, { host, port }),
);
const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
socket.on('message', (request, peer) => {
  // Curto demais para ter número; ou porta 0, que não quer resposta (RFC 768).
  if (request.length < NUMBER_BYTES || peer.port === 0) return;
  const from = { host: peer.address, port: peer.port };
  const answer = answerTo(meet(formatEndpoint(from)), request);
  // Com 4 bytes a mais, a resposta pode não caber em um datagrama.
  socket.send(answer, peer.port, peer.address, (error) => {
    if (error) console.error(explainError(error, from));
  });
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
