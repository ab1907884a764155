// #region phases-server-imports
/**
 * Servidor TCP que conta cada fase: espera uma conexão, espera os dados,
 * responde em maiúsculas e fecha. De propósito, como o servidor de maiúsculas,
 * toma o primeiro pedaço que chega pela mensagem inteira.
 */
import { createServer, type Socket } from 'node:net';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  formatEndpoint,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
  trimAscii,
  visibleText,
} from '@tomada/utils';

// #endregion phases-server-imports

// #region phases-server-options
const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-tcp-server start:phases',
  about: 'Servidor TCP: devolve em maiúsculas o que chega, contando cada fase.',
  options: {
    host: hostOption('onde escutar; 0.0.0.0 são todos os endereços', '0.0.0.0'),
    port: listenPortOption(12000),
    'idle-timeout': secondsOption('quanto esperar por um cliente calado', 60),
  },
});
// #endregion phases-server-options

// #region phases-server-create
const server = createServer();
// #endregion phases-server-create

// #region phases-server-serve
const MOST_BYTES = 1024;

/** Atende uma conexão e conta o que acontece nela. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  const name = formatEndpoint(peer);
  connection.on('error', (error) => console.error(explainError(error, peer)));
  connection.once('close', () => {
    console.log(`Conexão com ${name} fechada`);
    console.log('Esperando uma conexão');
  });

  console.log(`Nova conexão: ${name}`);
  console.log(`Esperando os dados de ${name}`);
  connection.once('data', (piece) => {
    const text = trimAscii(piece.subarray(0, MOST_BYTES).toString('utf8'));
    const answer = text.toUpperCase();
    console.log(`Dados recebidos de ${name}: ${visibleText(text)}`);
    console.log(`Enviando a ${name}: ${visibleText(answer)}`);
    // Manda a resposta, avisa que não vem mais nada, e o cliente tem 5 segundos
    // para fechar o lado dele.
    endAndLinger(connection, answer);
  });
}

server.on('connection', serve);
// #endregion phases-server-serve

// #region phases-server-idle
// Quem se conecta e não diz nada não fica para sempre.
server.on('connection', (connection) => {
  connection.setTimeout(idleTimeout * 1000, () => endAndLinger(connection));
});
// #endregion phases-server-idle

// #region phases-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
console.log('Esperando uma conexão');
// #endregion phases-server-listen
