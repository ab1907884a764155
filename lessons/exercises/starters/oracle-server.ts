/**
 * Oráculo: cada conexão traz uma pergunta e leva «sim», «não» ou «talvez».
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
  usage: 'pnpm --filter lesson-exercises oracle:server',
  about: 'Oráculo: responde a cada pergunta com sim, não ou talvez.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12345)),
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

  // Sua vez: junte os pedaços até a pergunta ficar inteira (uma quebra de linha,
  // ou o fim do que o cliente diz), sorteie a resposta, envie-a sem quebra de
  // linha e feche.
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
