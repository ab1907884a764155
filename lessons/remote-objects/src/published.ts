// #region published-method
/** O que se pode chamar de longe, e com quê. O que não está aqui não existe. */
import { Account, isAmount, RefusedError, transfer } from './account.ts';
import { type Call, type Failure, show } from './message.ts';

/** Por que uma chamada não deu certo; `code` é para programas. */
export class CallError extends Error implements Failure {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Method {
  /** O que leva, em palavras. */
  readonly takes: string;
  /** Confere e chama; `undefined` quando os argumentos não são os esperados. */
  readonly perform: (args: readonly unknown[]) => number | undefined;
}

type Methods = ReadonlyMap<string, Method>;
// #endregion published-method

// #region published-list
const isKey = (value: unknown): value is string | undefined =>
  value === undefined ||
  (typeof value === 'string' && /^[\w-]{1,64}$/.test(value));

const AMOUNT = 'um inteiro de 1 a 1000000000';

function methodsOf(account: Account): Methods {
  const balance: Method = {
    takes: 'não leva argumentos',
    perform: (args) => (args.length === 0 ? account.balance() : undefined),
  };
  const deposit: Method = {
    takes: `leva ${AMOUNT} e, se quiser, uma chave`,
    perform: ([amount, key, ...rest]) =>
      isAmount(amount) && isKey(key) && rest.length === 0
        ? account.deposit(amount, key)
        : undefined,
  };
  const withdraw: Method = {
    takes: `leva ${AMOUNT}`,
    perform: ([amount, ...rest]) =>
      isAmount(amount) && rest.length === 0
        ? account.withdraw(amount)
        : undefined,
  };
  return new Map(Object.entries({ balance, deposit, withdraw }));
}

/** Os objetos do servidor, pelo nome. */
export function publish(): ReadonlyMap<string, Methods> {
  const accounts = new Map([
    ['ana', new Account()],
    ['bia', new Account()],
  ]);
  const find = (name: unknown) =>
    typeof name === 'string' ? accounts.get(name) : undefined;
  const move: Method = {
    takes: `leva o nome de duas contas e ${AMOUNT}`,
    perform: ([from, to, amount, ...rest]) => {
      const [source, target] = [find(from), find(to)];
      if (!source || !target || !isAmount(amount) || rest.length > 0) return;
      return transfer(source, target, amount);
    },
  };
  const objects = new Map<string, Methods>([
    ['bank', new Map([['transfer', move]])],
  ]);
  for (const [name, account] of accounts) objects.set(name, methodsOf(account));
  return objects;
}
// #endregion published-list

// #region published-perform
/** Faz uma chamada que veio da rede. @throws {CallError} */
export function perform(
  objects: ReadonlyMap<string, Methods>,
  { object, method, args }: Call,
): number {
  const methods = objects.get(object);
  if (!methods) throw unknown('unknown-object', 'o objeto', object, objects);
  const found = methods.get(method);
  if (!found) throw unknown('unknown-method', 'o método', method, methods);
  try {
    const result = found.perform(args);
    if (result !== undefined) return result;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new CallError('refused', error.message);
  }
  throw new CallError('wrong-arguments', `${method} ${found.takes}`);
}

function unknown(
  code: string,
  what: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
): CallError {
  const list = [...known.keys()].sort().join(', ');
  return new CallError(
    code,
    `não há ${what} «${show(name)}»; os que existem: ${list}`,
  );
}
// #endregion published-perform
