/** Quem não teve resposta chama de novo: e se a primeira tiver sido feita? */
import { once } from 'node:events';
import { connect } from 'node:net';
import {
  endOnInterrupt,
  PeerError,
  peerPortOption,
  readOptions,
  switchOption,
} from '@tomada/utils';
import { Caller } from '#remote';

const { port, key: withKey } = readOptions({
  usage: 'pnpm --filter lesson-remote-objects fault:call-again',
  about: 'Um cliente que, sem resposta em 1 s, chama outra vez.',
  options: {
    port: peerPortOption(9090),
    key: switchOption('leva uma chave: o mesmo depósito vale um só'),
  },
});
const connection = connect(port, '127.0.0.1');
endOnInterrupt(connection);
await once(connection, 'connect');
const caller = new Caller(connection, 1_000);

// #region call-again
const args = withKey ? [100, 'mesada-de-novembro'] : [100];

for (let attempt = 1; attempt <= 3; attempt++) {
  try {
    console.log(`Tentativa ${attempt}: depositar 100.`);
    await caller.call('ana', 'deposit', args);
    break;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    console.log('Sem resposta em 1 s.');
  }
}
console.log(`Saldo: ${await caller.call('ana', 'balance', [])}`);
// #endregion call-again
process.exit();
