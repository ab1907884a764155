// #region library-client-imports
/** O cliente do banco, com a biblioteca: chama, é chamado, e empresta objetos. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import {
  endAndLinger,
  endOnInterrupt,
  endWithError,
  formatEndpoint,
  hostOption,
  PeerError,
  peerPortOption,
  readOptions,
  secondsOption,
} from '@tomada/utils';
import { RpcSession } from 'capnweb';
import { FrameTransport } from '#frame-transport';
import type { Bank } from '#library-bank';
import { show } from '#message';

// #endregion library-client-imports

// #region library-client-options
const { host, port, timeout } = readOptions({
  usage: 'pnpm --filter lesson-remote-objects start:client:library',
  about: 'Cliente de objetos, com a biblioteca Cap’n Web.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(9091),
    timeout: secondsOption('quanto esperar por cada resposta', 5),
  },
});
// #endregion library-client-options

// #region library-client-connect
const connection = connect({ host, port });
endOnInterrupt(connection);
connection.setTimeout(timeout * 1000, () =>
  connection.destroy(new PeerError('ETIMEDOUT', 'connect')),
);
await once(connection, 'connect').catch((error) =>
  endWithError(error, { host, port }),
);
connection.setTimeout(0);
const session = new RpcSession<Bank>(new FrameTransport(connection));
const bank = session.getRemoteMain();
// #endregion library-client-connect

// #region library-client-before
/** A biblioteca espera para sempre; nós, só até o prazo. */
async function before<Result>(answer: PromiseLike<Result>): Promise<Result> {
  const late = pause(timeout * 1000, undefined, { ref: false });
  return await Promise.race([
    answer,
    late.then(() => {
      throw new PeerError('ETIMEDOUT');
    }),
  ]);
}
// #endregion library-client-before

// #region library-client-call
async function useBank(): Promise<void> {
  // Sem await: a conta ainda não chegou, e já se pode chamá-la.
  const ana = bank.open('ana');
  console.log(`Ana deposita 100: ${text(await before(ana.deposit(100)))}`);
  // #endregion library-client-call
  // #region library-client-watch
  await before(
    ana.watch((balance) => console.log(`  aviso: ${text(balance)}`)),
  );
  console.log(`Ana saca 30: ${text(await before(ana.withdraw(30)))}`);
  // #endregion library-client-watch
  // #region library-client-transfer
  const bia = bank.open('bia');
  console.log(`Ana passa 20: ${text(await before(ana.transfer(bia, 20)))}`);
  console.log(`Saldo de Bia: ${text(await before(bia.balance()))}`);
  // #endregion library-client-transfer
  // #region library-client-refused
  try {
    await before(bia.withdraw(1_000_000_000));
  } catch (error) {
    if (isOfConnection(error)) throw error;
    console.log(`Bia não pode sacar tanto: ${messageOf(error)}`);
  }
  // #endregion library-client-refused
  // #region library-client-call-end
}

const text = (result: unknown) => show(JSON.stringify(result) ?? 'nada');

/** Se foi a conexão que falhou; o resto quem diz é o servidor ou a biblioteca. */
const isOfConnection = (error: unknown) =>
  error instanceof PeerError || (error instanceof Error && 'errno' in error);

const messageOf = (error: unknown) =>
  show(error instanceof Error ? error.message : String(error), 200);

await useBank().catch((error) => {
  if (isOfConnection(error)) endWithError(error, { host, port });
  console.error(
    `Não deu certo; quem atende em ${formatEndpoint({ host, port })}, ou a biblioteca, diz: ${messageOf(error)}`,
  );
  process.exit(1);
});
endAndLinger(connection);
// #endregion library-client-call-end
