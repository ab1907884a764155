// #region library-server-imports
/** O mesmo banco, servido por uma biblioteca: Cap'n Web, sobre TCP puro. */
import { createServer, type Socket } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  explainError,
  hostOption,
  listen,
  listenPortOption,
  PeerError,
  readOptions,
  secondsOption,
} from '@tomada/utils';
import { RpcSession } from 'capnweb';
import { FrameTransport } from '#frame-transport';
import { Bank } from '#library-bank';
import { show } from '#message';

// #endregion library-server-imports

// #region library-server-options
const {
  host,
  port,
  'idle-timeout': idleTimeout,
} = readOptions({
  usage: 'pnpm --filter lesson-remote-objects start:library',
  about: 'Servidor de objetos, com a biblioteca Cap’n Web.',
  options: {
    host: hostOption('onde escutar'),
    port: listenPortOption(9091),
    'idle-timeout': secondsOption('quanto esperar por quem não diz nada', 60),
  },
});
const server = createServer({ allowHalfOpen: true });
// #endregion library-server-options

// #region library-server-serve
const bank = new Bank();

function serve(connection: Socket): void {
  const { remoteAddress = '?', remotePort = 0 } = connection;
  const peer = { host: remoteAddress, port: remotePort };
  connection.on('error', (error) => console.error(explainError(error, peer)));

  const transport = new FrameTransport(connection);
  const session = new RpcSession(transport, bank, {
    onSendError(error) {
      if (error instanceof PeerError) return; // O cliente se foi.
      console.log(`Recusado: ${show(error.message, 200)}`);
    },
  });
  // #endregion library-server-serve
  // #region library-server-idle
  connection.setTimeout(idleTimeout * 1000, () => connection.destroy());
  // #endregion library-server-idle
  // #region library-server-limit
  // Chamadas em andamento e objetos emprestados, dos dois lados.
  transport.mayGoOn = () => {
    const { imports, exports } = session.getStats();
    return imports + exports <= 100;
  };
  // #endregion library-server-limit
  // #region library-server-serve-end
}

server.on('connection', serve);
// #endregion library-server-serve-end

// #region library-server-listen
endOnInterrupt(server);
const address = await listen(server, { host, port }).catch((error) =>
  endWithError(error, { host, port }),
);
console.log(`Escutando em ${address}`);
// #endregion library-server-listen
