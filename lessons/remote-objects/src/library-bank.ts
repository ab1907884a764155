// #region library-bank-account
/** O banco, para a biblioteca: o que tem um método aqui pode ser chamado de longe. */
import { type RpcStub, RpcTarget } from 'capnweb';
import { Account, isAmount, RefusedError } from './account.ts';

/** Quem quer saber de cada mudança do saldo: uma função que está no cliente. */
export type Watcher = (balance: number) => void;

/** Os tipos são só de quem compila: o que veio da rede se confere aqui. */
function checkAmount(amount: unknown): asserts amount is number {
  if (isAmount(amount)) return;
  throw new TypeError('o valor é um inteiro de 1 a 1000000000');
}

/** Uma conta que se usa por referência: o objeto fica, e o que viaja é um número. */
export class RemoteAccount extends RpcTarget {
  readonly #account = new Account();
  readonly #watchers = new Set<RpcStub<Watcher>>();

  balance(): number {
    return this.#account.balance();
  }

  deposit(amount: number): number {
    checkAmount(amount);
    return this.#tell(this.#account.deposit(amount));
  }

  withdraw(amount: number): number {
    checkAmount(amount);
    return this.#tell(this.#account.withdraw(amount));
  }
  // #endregion library-bank-account

  // #region library-bank-watch
  /** Guarda a função do cliente, para chamá-la a cada mudança. */
  watch(watcher: RpcStub<Watcher>): void {
    if (typeof watcher !== 'function')
      throw new TypeError('watch leva uma função');
    // O que vem nos argumentos só vale durante a chamada: guarde uma cópia.
    const kept = watcher.dup();
    this.#watchers.add(kept);
    kept.onRpcBroken(() => this.#watchers.delete(kept));
  }

  #tell(balance: number): number {
    // Um aviso que não chega é problema de quem se foi, não de quem deposita.
    for (const watcher of this.#watchers)
      watcher(balance).then(undefined, () => {});
    return balance;
  }
  // #endregion library-bank-watch

  // #region library-bank-transfer
  /** @param to outra conta: um objeto que o cliente recebeu, e que volta */
  async transfer(to: RpcStub<RemoteAccount>, amount: number): Promise<number> {
    this.withdraw(amount);
    try {
      await to.deposit(amount);
    } catch (error) {
      this.deposit(amount); // Tudo ou nada.
      throw error;
    }
    return this.balance();
  }
}
// #endregion library-bank-transfer

// #region library-bank-main
/** O primeiro objeto, o único que se alcança pelo nome. */
export class Bank extends RpcTarget {
  readonly #accounts = new Map([
    ['ana', new RemoteAccount()],
    ['bia', new RemoteAccount()],
  ]);

  open(name: string): RemoteAccount {
    const account = this.#accounts.get(name);
    if (!account) throw new RefusedError('não há essa conta; há ana e bia');
    return account;
  }
}
// #endregion library-bank-main
