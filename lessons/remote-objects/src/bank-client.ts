// #region bank-client-imports
/**
 * Cliente de objetos: usa as contas do servidor como se estivessem aqui. Com
 * palavras na linha de comando, faz só a chamada pedida.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
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
  visibleText,
} from '@tomada/utils';
import type { Account } from '#account';
import { encode, FormatError, LONGEST, show, showCall } from '#message';
import { CallError } from '#published';
import { Caller, FarewellError, remoteObject } from '#remote';

// #endregion bank-client-imports

// #region bank-client-options
const { host, port, timeout, words } = readOptions({
  usage:
    'pnpm --filter lesson-remote-objects start:client [objeto.método argumentos…]',
  about: 'Cliente de objetos: chama métodos de contas que estão no servidor.',
  options: {
    host: hostOption('endereço do servidor'),
    port: peerPortOption(9090),
    timeout: secondsOption('quanto esperar por cada resposta', 5),
  },
  words: { example: 'ana.balance', optional: true },
});
const [path, ...texts] = words;
// O primeiro ponto separa o objeto do método.
const [, object = '', method = ''] = /^([^.]+)\.(.+)$/s.exec(path ?? '') ?? [];
if (path !== undefined && method === '') {
  console.error(
    `«${visibleText(path)}» não é uma chamada. Diga o objeto e o método, por exemplo: ana.deposit 100`,
  );
  process.exit(2);
}
const args = texts.map((text) =>
  /^-?\d{1,15}$/.test(text) ? Number(text) : text,
);
try {
  encode({ id: 1, object, method, args });
} catch {
  console.error(`A chamada passa de ${LONGEST} bytes: use textos menores.`);
  process.exit(2);
}
// #endregion bank-client-options

// #region bank-client-connect
const connection = connect({ host, port });
endOnInterrupt(connection);
connection.setTimeout(timeout * 1000, () =>
  connection.destroy(new PeerError('ETIMEDOUT', 'connect')),
);
await once(connection, 'connect').catch((error) =>
  endWithError(error, { host, port }),
);
connection.setTimeout(0); // Daqui em diante, cada chamada tem o seu prazo.
const caller = new Caller(connection, timeout * 1000);
// #endregion bank-client-connect

// #region bank-client-fail
/** Uma chamada falhou por causa da rede ou do servidor: diz o que se sabe. */
function fail(error: unknown): never {
  const server = formatEndpoint({ host, port });
  if (error instanceof CallError) {
    console.error(`O servidor recusou: ${show(error.message, 200)}.`);
  } else {
    console.log('Sem resposta: a chamada pode ter sido feita, ou não.');
    if (error instanceof FarewellError)
      console.error(
        `${server} encerrou a conversa: ${show(error.message, 200)}.`,
      );
    else if (error instanceof FormatError)
      console.error(
        `Em ${server}, quem atende não fala o nosso protocolo: o que veio ${error.message}. Confira --host e --port.`,
      );
    else endWithError(error, { host, port });
  }
  process.exit(1);
}
// #endregion bank-client-fail

// #region bank-client-one-call
/** Um resultado, para o terminal: veio de longe, e pode ser qualquer coisa. */
const text = (result: unknown) => show(JSON.stringify(result), 1_000);

/** A chamada da linha de comando. */
async function callOnce(): Promise<void> {
  const result = await caller.call(object, method, args);
  console.log(`${showCall({ object, method, args })} → ${text(result)}`);
}
// #endregion bank-client-one-call

// #region bank-client-as-local
/** Usa as contas como se estivessem neste programa. */
async function useAccounts(): Promise<void> {
  const ana = remoteObject<Account>(caller, 'ana');
  const bia = remoteObject<Account>(caller, 'bia');

  console.log(`Ana deposita 100: ${text(await ana.deposit(100))}`);
  console.log(`Ana saca 30: ${text(await ana.withdraw(30))}`);
  // Duas chamadas de uma vez, na mesma conexão.
  const balances = await Promise.all([ana.balance(), bia.balance()]);
  console.log(`Saldos de Ana e de Bia: ${balances.map(text).join(' e ')}`);
  try {
    await bia.withdraw(1_000_000_000);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    console.log(`Bia não pode sacar tanto: ${show(error.message, 200)}`);
  }
}
// #endregion bank-client-as-local

// #region bank-client-run
if (path !== undefined) await callOnce().catch(fail);
// #endregion bank-client-run
// #region bank-client-run-accounts
else await useAccounts().catch(fail);
// #endregion bank-client-run-accounts
// #region bank-client-end
endAndLinger(connection);
// #endregion bank-client-end
