// #region lines-server-imports
/**
 * Servidor TCP de linhas: cada linha é uma mensagem, e a resposta é a linha em
 * maiúsculas. Uma conexão leva quantas linhas o cliente quiser, e não importa
 * como a rede corta ou junta os bytes.
 */
import { createServer, type Socket } from 'node:net';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  formatEndpoint,
  hostOption,
  LineDecoder,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
} from '@tomada/utils';

// #endregion lines-server-imports

// #region lines-server-options
const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-tcp-server start:lines',
  about: 'Servidor TCP: devolve cada linha em maiúsculas.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(8080),
    'idle-timeout': secondsOption('quanto esperar por uma linha inteira', 60),
  },
});
// #endregion lines-server-options

// #region lines-server-create
const server = createServer();
// #endregion lines-server-create

// #region lines-server-serve
const LONGEST_LINE = 65_536;

/** Recusa o que passou de um limite: diz por quê e encerra a conversa. */
function refuse(connection: Socket, answered: string, reason: string): void {
  const lastWords = `${answered}ERRO: ${reason}; a conversa termina aqui.\n`;
  endAndLinger(connection, lastWords, idleTimeout * 1000);
}

/** Responde a cada linha que ficou completa. */
function answer(connection: Socket, lines: Iterable<string>): void {
  let answers = '';
  try {
    for (const line of lines) answers += `${line.toUpperCase()}\n`;
    if (answers !== '') connection.write(answers);
  } catch {
    // As linhas anteriores à comprida demais ainda recebem resposta.
    refuse(connection, answers, `linha com mais de ${LONGEST_LINE} bytes`);
  }
}

/** Atende uma conexão, do começo ao fim. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  const name = formatEndpoint(peer);
  console.log(`Nova conexão: ${name}`);
  connection.once('close', () => console.log(`Conexão com ${name} fechada`));
  connection.on('error', (error) => console.error(explainError(error, peer)));

  const decoder = new LineDecoder(LONGEST_LINE);
  connection.on('data', (piece) => answer(connection, decoder.push(piece)));
  // #endregion lines-server-serve

  // #region lines-server-end
  // O cliente terminou de enviar: a última linha vale mesmo sem a quebra.
  connection.on('end', () => {
    if (connection.writableEnded) return; // Já tínhamos nos despedido.
    answer(connection, decoder.end());
    endAndLinger(connection, '', idleTimeout * 1000);
  });
  // #endregion lines-server-end

  // #region lines-server-backpressure
  // O cliente não lê as respostas? Então não lemos mais os pedidos dele, até
  // que a fila esvazie. Sem isto, ela cresceria na nossa memória.
  connection.on('data', () => {
    if (connection.writableNeedDrain) connection.pause();
  });
  connection.on('drain', () => connection.resume());
  // #endregion lines-server-backpressure

  // #region lines-server-idle
  // O prazo vale para cada linha, e não para cada byte: quem manda um byte por
  // minuto não segura a conexão para sempre.
  const deadline = setTimeout(
    () => refuse(connection, '', `${idleTimeout} s sem uma linha inteira`),
    idleTimeout * 1000,
  );
  connection.on('data', (piece) => {
    if (piece.includes('\n')) deadline.refresh();
  });
  // Ler as respostas também é sinal de vida.
  connection.on('drain', () => deadline.refresh());
  connection.once('close', () => clearTimeout(deadline));
  // #endregion lines-server-idle

  // #region lines-server-serve-end
}

server.on('connection', serve);
// #endregion lines-server-serve-end

// #region lines-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion lines-server-listen
