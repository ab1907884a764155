// #region account-refused
/** O objeto entendeu o pedido e disse não. */
export class RefusedError extends Error {}
// #endregion account-refused

// #region account-class
/** Um valor: inteiro, para que nada se perca em arredondamentos. */
export function isAmount(value: unknown): value is number {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  return isWhole && value >= 1 && value <= 1_000_000_000;
}

const MOST = 1_000_000_000_000;

/** Uma conta. É um objeto comum: não sabe que existe rede. */
export class Account {
  #balance = 0;
  readonly #results = new Map<string, number>();

  balance(): number {
    return this.#balance;
  }

  /** @param key o mesmo depósito, feito de novo com a mesma chave, vale um só */
  deposit(amount: number, key?: string): number {
    const before = key === undefined ? undefined : this.#results.get(key);
    if (before !== undefined) return before;
    if (this.#balance + amount > MOST)
      throw new RefusedError(`uma conta guarda até ${MOST}`);
    this.#balance += amount;
    if (key !== undefined) this.#remember(key);
    return this.#balance;
  }

  withdraw(amount: number): number {
    if (amount > this.#balance)
      throw new RefusedError(`o saldo é ${this.#balance}`);
    this.#balance -= amount;
    return this.#balance;
  }
  // #endregion account-class

  // #region account-remember
  /** Guarda o que foi respondido a uma chave; só as mil mais novas. */
  #remember(key: string): void {
    this.#results.set(key, this.#balance);
    const [oldest] = this.#results.keys();
    if (this.#results.size > 1_000 && oldest !== undefined)
      this.#results.delete(oldest);
  }
}
// #endregion account-remember

// #region account-transfer
/** Passa um valor de uma conta a outra: tudo ou nada. @returns o que sobrou */
export function transfer(from: Account, to: Account, amount: number): number {
  from.withdraw(amount);
  try {
    to.deposit(amount);
  } catch (error) {
    from.deposit(amount);
    throw error;
  }
  return from.balance();
}
// #endregion account-transfer
