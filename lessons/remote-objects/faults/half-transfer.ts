/** Uma transferência em duas chamadas: o que acontece se a rede cai entre elas? */
import { once } from 'node:events';
import { connect } from 'node:net';
import {
  endOnInterrupt,
  endWithError,
  peerPortOption,
  readOptions,
  switchOption,
} from '@tomada/utils';
import { Caller } from '#remote';

const { port, 'one-call': inOneCall } = readOptions({
  usage: 'pnpm --filter lesson-remote-objects fault:half-transfer',
  about: 'Passa 30 de ana a bia, em duas chamadas.',
  options: {
    port: peerPortOption(9091),
    'one-call': switchOption(
      'em uma chamada só: o servidor faz as duas partes',
    ),
  },
});
const connection = connect(port, '127.0.0.1');
endOnInterrupt(connection);
await once(connection, 'connect');
const caller = new Caller(connection, 1_000);

try {
  // #region half-transfer
  if (inOneCall) await caller.call('bank', 'transfer', ['ana', 'bia', 30]);
  else {
    await caller.call('ana', 'withdraw', [30]);
    console.log('Saiu da conta de Ana.');
    await caller.call('bia', 'deposit', [30]);
    console.log('Entrou na conta de Bia.');
  }
  // #endregion half-transfer
} catch (error) {
  endWithError(error, { host: '127.0.0.1', port });
}
process.exit();
