# region account-refused
"""As contas: objetos comuns, que não sabem que existe rede."""

import threading


class RefusedError(Exception):
    """O objeto entendeu o pedido e disse não."""


# endregion account-refused


# region account-class
def is_amount(value: object) -> bool:
    """Um valor: inteiro, para que nada se perca em arredondamentos."""
    return type(value) is int and 1 <= value <= 1_000_000_000


MOST = 1_000_000_000_000


class Account:
    """Uma conta."""

    def __init__(self) -> None:
        self._balance = 0
        self._results: dict[str, int] = {}

    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int, key: str | None = None) -> int:
        """O mesmo depósito, feito de novo com a mesma chave, vale um só."""
        if key is not None and key in self._results:
            return self._results[key]
        if self._balance + amount > MOST:
            raise RefusedError(f"uma conta guarda até {MOST}")
        self._balance += amount
        if key is not None:
            self._remember(key)
        return self._balance

    def withdraw(self, amount: int) -> int:
        if amount > self._balance:
            raise RefusedError(f"o saldo é {self._balance}")
        self._balance -= amount
        return self._balance

    # endregion account-class

    # region account-remember
    def _remember(self, key: str) -> None:
        """Guarda o que foi respondido a uma chave; só as mil mais novas."""
        self._results[key] = self._balance
        if len(self._results) > 1_000:
            del self._results[next(iter(self._results))]


# endregion account-remember


# region account-transfer
def transfer(source: Account, target: Account, amount: int) -> int:
    """Passa um valor de uma conta a outra: tudo ou nada. Devolve o que sobrou."""
    source.withdraw(amount)
    try:
        target.deposit(amount)
    except RefusedError:
        source.deposit(amount)
        raise
    return source.balance()


# Cada conexão tem a sua thread, e as contas são de todas: uma por vez.
turn = threading.Lock()
# endregion account-transfer
