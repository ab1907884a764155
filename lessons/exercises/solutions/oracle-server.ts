/**
 * Oráculo: cada conexão traz uma pergunta e leva «sim», «não» ou «talvez».
 */
import { randomInt } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  LineDecoder,
  listen,
  listenPortOption,
  portFromEnvironment,
  readOptions,
  secondsOption,
  visibleText,
} from '@tomada/utils';

const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-exercises oracle:server --solution',
  about: 'Oráculo: responde a cada pergunta com sim, não ou talvez.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12345)),
    'idle-timeout': secondsOption('quanto esperar pela pergunta inteira', 60),
  },
});

const ANSWERS = ['sim', 'não', 'talvez'] as const;

/** Responde e encerra a conversa; uma pergunta vazia fica sem resposta. */
function answer(connection: Socket, question: string): void {
  const drawn = ANSWERS[randomInt(ANSWERS.length)] ?? '';
  const said = question === '' ? '' : drawn;
  console.log(`${visibleText(question)} → ${said}`);
  // Fechar com bytes por ler derrubaria a conexão, e a resposta com ela.
  endAndLinger(connection, said);
}

/** Atende uma conexão: junta os pedaços até a pergunta ficar inteira. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));

  // Os pedaços só viram texto quando a linha acaba: uma letra com acento pode
  // chegar em metades.
  const decoder = new LineDecoder();
  connection.on('data', (piece) => {
    try {
      const [question] = decoder.push(piece);
      if (question !== undefined) answer(connection, question);
    } catch {
      endAndLinger(connection); // Mais de 64 KiB sem uma quebra de linha.
    }
  });
  // O cliente terminou de falar: o que veio vale, mesmo sem a quebra.
  connection.on('end', () => {
    if (connection.writableEnded) return; // Já respondemos.
    const [question = ''] = decoder.end();
    answer(connection, question);
  });

  // Quem se conecta e não pergunta não fica para sempre.
  const deadline = setTimeout(
    () => endAndLinger(connection),
    idleTimeout * 1000,
  );
  connection.once('close', () => clearTimeout(deadline));
}

// allowHalfOpen: quem já terminou de falar ainda espera a resposta.
const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
