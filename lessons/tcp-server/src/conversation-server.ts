// #region conversation-server-imports
/**
 * Servidor de conversa: um cliente por vez; a cada mensagem, uma resposta; com
 * «off», o servidor termina. De propósito, cada pedaço que chega é tomado por
 * uma mensagem.
 */
import { createServer, type Socket } from 'node:net';
import {
  close,
  endAndLinger,
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  readOptions,
  secondsOption,
  trimAscii,
  visibleText,
} from '@tomada/utils';

// #endregion conversation-server-imports

// #region conversation-server-options
const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-tcp-server start:off',
  about: 'Servidor TCP: conversa com um cliente por vez, até dizerem off.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(50000),
    'idle-timeout': secondsOption('quanto esperar por um cliente calado', 60),
  },
});
// #endregion conversation-server-options

// #region conversation-server-create
const server = createServer();
// #endregion conversation-server-create

// #region conversation-server-converse
/** Responde a cada mensagem de um cliente até a conversa acabar. */
function converse(connection: Socket): void {
  connection.on('data', (piece) => {
    const text = trimAscii(piece.toString('utf8'));
    console.log(
      `Recebido de ${connection.remoteAddress ?? '?'}:\n${visibleText(text)}`,
    );
    if (text.toLowerCase() === 'off') {
      endAndLinger(connection, 'Servidor encerrado.');
      // Fechada esta conversa, fecham-se as que esperavam e o próprio servidor.
      connection.once('close', () => close(server).then(sayGoodbye));
    } else if (!connection.write('Mensagem recebida.')) {
      // O cliente não lê as respostas: não lemos mais dele até a fila esvaziar.
      connection.pause();
    }
  });
  connection.on('drain', () => connection.resume());
  connection.setTimeout(idleTimeout * 1000, () =>
    endAndLinger(connection, 'Tempo esgotado.'),
  );
}

function sayGoodbye(): void {
  console.log('Encerrado.');
}
// #endregion conversation-server-converse

// #region conversation-server-turns
// O Node aceita todos os que chegam. Quem faz os outros esperarem somos nós:
// cada conversa começa quando a anterior se fecha.
let turn = Promise.resolve();
server.on('connection', (connection) => {
  const { remoteAddress = '?', remotePort = 0 } = connection;
  const peer = { host: remoteAddress, port: remotePort };
  connection.on('error', (error) => console.error(explainError(error, peer)));
  const closed = new Promise<void>((resolve) =>
    connection.once('close', () => resolve()),
  );
  turn = turn.then(() => {
    converse(connection);
    return closed;
  });
});
// #endregion conversation-server-turns

// #region conversation-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion conversation-server-listen
