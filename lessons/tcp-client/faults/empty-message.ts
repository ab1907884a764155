import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
} from '@tomada/utils';

const { host, port, timeout } = readOptions({
  usage: 'pnpm --filter lesson-tcp-client fault:empty-message',
  about:
    'Um cliente com defeito: envia uma mensagem vazia e espera a resposta.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(50000),
    timeout: secondsOption('quanto esperar por um servidor em silêncio', 2),
  },
});

// #region empty-message
const connection = connect({ host, port }, () => {
  // O defeito: zero bytes não atravessam a rede. O servidor não vê nada.
  connection.write('');
  console.log('Enviei uma linha vazia. Esperando a resposta…');
});
connection.on('error', (error) => endWithError(error, { host, port }));
endOnInterrupt(connection);
connection.on('data', (piece) => console.log(`Recebido: ${piece}`));
// O original esperava para sempre; este desiste depois de 2 segundos.
connection.setTimeout(timeout * 1000, () =>
  endWithError(new PeerError('ETIMEDOUT'), { host, port }),
);
// #endregion empty-message
