/**
 * Primos vizinhos: recebe N e responde X, o produto do primo logo abaixo e do
 * primo logo acima de N; se N é primo, N vezes o primo seguinte.
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
  usage: 'pnpm --filter lesson-exercises primes:server',
  about: 'Servidor TCP: recebe N e responde o produto dos primos vizinhos.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12346)),
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

  // Sua vez: junte os pedaços até ter os 8 bytes de N, leia-os com unpack('!q'),
  // de @tomada/struct, calcule X, envie pack('!Q', x) e feche.
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
