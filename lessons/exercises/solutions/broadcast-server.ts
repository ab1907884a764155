/**
 * Mural: cada linha que um cliente envia vai para todos os outros.
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
  portFromEnvironment,
  readOptions,
} from '@tomada/utils';

const { host, port } = readOptions({
  usage: 'pnpm --filter lesson-exercises broadcast:server --solution',
  about: 'Mural: repassa cada linha de um cliente a todos os outros.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(portFromEnvironment(12349)),
  },
});

const NEWLINE = 0x0a;
const LONGEST_LINE = 65_536;
/** Quanto guardamos, no máximo, para quem lê devagar. */
const LONGEST_QUEUE = 16 * 1024 * 1024;

const connected = new Set<Socket>();

/** Repassa a linha, com a quebra dela, a todos menos a quem a enviou. */
function broadcast(line: Buffer, sender: Socket): void {
  for (const other of connected) {
    if (other === sender || !other.writable) continue;
    // write nunca espera: o que o cliente não lê fica na nossa memória. Quem
    // não lê nada sai, para não segurar o mural dos outros.
    other.write(line);
    if (other.writableLength > LONGEST_QUEUE) other.resetAndDestroy();
  }
}

/** Acompanha um cliente, da chegada à saída. */
function serve(connection: Socket): void {
  const peer = {
    host: connection.remoteAddress ?? '?',
    port: connection.remotePort ?? 0,
  };
  const name = formatEndpoint(peer);
  connected.add(connection);
  console.log(`${name} chegou; são ${connected.size}`);
  // Quem sai em paz e quem cai passam os dois por aqui.
  connection.once('close', () => {
    connected.delete(connection);
    console.log(`${name} saiu; são ${connected.size}`);
  });
  // Sem este ouvinte, um cliente que some derruba o servidor de todos.
  connection.on('error', (error) => console.error(explainError(error, peer)));
  // Calar-se não é defeito em um mural: não há prazo. Mas o sistema pergunta,
  // de vez em quando, se o computador de lá ainda existe.
  connection.setKeepAlive(true, 60_000);

  // Quem termina de falar sai do mural, com o que ainda tem a receber.
  connection.on('end', () => endAndLinger(connection));

  // Os bytes passam como vieram; na saída, uma linha sem fim se perde.
  let pending = Buffer.alloc(0);
  connection.on('data', (piece) => {
    pending = Buffer.concat([pending, piece]);
    let length = pending.indexOf(NEWLINE);
    while (length !== -1 && length <= LONGEST_LINE) {
      broadcast(pending.subarray(0, length + 1), connection);
      pending = pending.subarray(length + 1);
      length = pending.indexOf(NEWLINE);
    }
    if (pending.length > LONGEST_LINE) connection.destroy();
  });
}

const server = createServer({ allowHalfOpen: true }, serve);
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
