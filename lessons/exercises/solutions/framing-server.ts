/**
 * Mensagens com tamanho: cada mensagem leva o seu tamanho na frente (4 bytes),
 * e a resposta tem a mesma forma, com o texto em maiúsculas.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
} from '@tomada/utils';

const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-exercises framing:server --solution',
  about: 'Servidor TCP: devolve em maiúsculas mensagens com tamanho na frente.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12348)),
    'idle-timeout': secondsOption('quanto esperar por uma mensagem', 60),
  },
});

const HEAD_BYTES = 4;
const LONGEST_MESSAGE = 65_536;

/** Põe o tamanho na frente. Ele conta bytes, e não letras: «olá» tem 4. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Responde a cada mensagem que ficar inteira, até o cliente terminar. */
async function answerAll(connection: Socket, served: () => void) {
  const gone = new AbortController();
  connection.once('close', () => gone.abort());
  let pending = Buffer.alloc(0);
  const pieces = connection.iterator({ destroyOnReturn: false });
  for await (const piece of pieces) {
    // Juntar a cada pedaço copia de novo o que já veio. Até 64 KiB não pesa.
    pending = Buffer.concat([pending, piece]);
    // Um pedaço pode completar várias mensagens, ou nenhuma.
    while (pending.length >= HEAD_BYTES) {
      const length = pending.readUInt32BE(0);
      // Sem limite, 4 bytes bastariam para encomendar 4 GiB da nossa memória.
      if (length > LONGEST_MESSAGE) return;
      const end = HEAD_BYTES + length;
      if (pending.length < end) break;
      const text = pending.subarray(HEAD_BYTES, end).toString('utf8');
      pending = pending.subarray(end);
      served();
      // Quem não lê as respostas não ganha outras: esperamos por ele.
      if (!connection.write(frame(text.toUpperCase()))) {
        await once(connection, 'drain', { signal: gone.signal });
      }
    }
  }
  // O que sobrou em pending é uma mensagem cortada: fica sem resposta.
}

/** Atende uma conexão, do começo ao fim. */
async function serve(connection: Socket): Promise<void> {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));
  // O prazo é de cada mensagem, e não de cada byte.
  const patience = idleTimeout * 1000;
  const deadline = setTimeout(() => connection.destroy(), patience);
  connection.once('close', () => clearTimeout(deadline));

  // Se a conexão cai no meio, «error» já disse por quê.
  await answerAll(connection, () => deadline.refresh()).catch(() => {});
  endAndLinger(connection);
}

// allowHalfOpen: quem já terminou de falar ainda espera as respostas.
const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
