// #region upper-server-imports
/**
 * Servidor TCP de maiúsculas: lê o que chega primeiro, devolve em maiúsculas e
 * encerra a conexão. Uma simplificação, de propósito: ele toma o primeiro
 * pedaço que chega pela mensagem inteira.
 */
import { createServer, type Socket } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  visibleText,
} from '@tomada/utils';

// #endregion upper-server-imports

// #region upper-server-options
const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-tcp-server start',
  about:
    'Servidor TCP: devolve em maiúsculas o que chega primeiro e encerra a conexão.',
  options: { host: hostOption('onde escutar'), port: listenPortOption(8080) },
});
// #endregion upper-server-options

// #region upper-server-create
const server = createServer();
// #endregion upper-server-create

// #region upper-server-serve
const MOST_BYTES = 1024;

/** Atende uma conexão: o Node chama esta função uma vez para cada cliente. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  // Sem este ouvinte, um cliente que some no meio da conversa derruba o
  // servidor inteiro.
  connection.on('error', (error) => console.error(explainError(error, peer)));

  connection.once('data', (piece) => {
    // Só o espaço em branco ASCII sai das pontas; trim() tiraria mais do que o
    // par em Python tira.
    const text = piece
      .subarray(0, MOST_BYTES)
      .toString('utf8')
      .replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, '');
    console.log(`Recebido de ${peer.host}:\n${visibleText(text)}`);
    connection.end(text.toUpperCase());
  });
}

server.on('connection', serve);
// #endregion upper-server-serve

// #region upper-server-close
/**
 * Desliga quem já foi respondido e não fecha o lado dele. Quem se conecta e
 * nunca diz nada, porém, fica: não há limite para isso aqui.
 */
function limitGoodbye(connection: Socket): void {
  // Tudo respondido: o cliente tem 5 segundos.
  connection.once('finish', () => {
    const deadline = setTimeout(() => connection.destroy(), 5_000);
    connection.once('close', () => clearTimeout(deadline));
  });
}

server.on('connection', limitGoodbye);
// #endregion upper-server-close

// #region upper-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion upper-server-listen
