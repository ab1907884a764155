/**
 * Mensagens com tamanho: cada mensagem leva o seu tamanho na frente (4 bytes),
 * e a resposta tem a mesma forma, com o texto em maiúsculas.
 */
import { createServer, type Socket } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  portFromEnvironment,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-exercises framing:server',
  about: 'Servidor TCP: devolve em maiúsculas mensagens com tamanho na frente.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12348)),
  },
});

/** Atende uma conexão: o Node chama esta função uma vez para cada cliente. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));

  // Sua vez: um pedaço pode trazer meia mensagem, ou três. Guarde o que veio,
  // e responda a cada mensagem que ficar inteira.
  connection.on('data', (piece) => {
    console.log(`Chegaram ${piece.length} bytes`);
  });
  connection.on('end', () => connection.end());
}

// allowHalfOpen: quem já terminou de falar ainda pode esperar a resposta. Por
// isso, fechar o nosso lado é sempre tarefa nossa.
const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
