# region published-method
"""O que se pode chamar de longe, e com quê. O que não está aqui não existe."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from account import Account, RefusedError, is_amount, transfer
from message import show


class CallError(Exception):
    """Por que uma chamada não deu certo; code é para programas."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Method:
    """Um método publicado."""

    # O que leva, em palavras.
    takes: str
    # Se os argumentos são os esperados.
    accepts: Callable[..., bool]
    call: Callable[..., int]


Methods = dict[str, Method]
# endregion published-method

# region published-list
AMOUNT = "um inteiro de 1 a 1000000000"


def is_key(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value))


def methods_of(account: Account) -> Methods:
    return {
        "balance": Method("não leva argumentos", lambda: True, account.balance),
        "deposit": Method(
            f"leva {AMOUNT} e, se quiser, uma chave",
            lambda amount, *key: is_amount(amount) and len(key) < 2 and all(map(is_key, key)),
            account.deposit,
        ),
        "withdraw": Method(f"leva {AMOUNT}", is_amount, account.withdraw),
    }


def publish() -> dict[str, Methods]:
    """Os objetos do servidor, pelo nome."""
    accounts = {"ana": Account(), "bia": Account()}

    def is_account(name: object) -> bool:
        return isinstance(name, str) and name in accounts

    move = Method(
        f"leva o nome de duas contas e {AMOUNT}",
        lambda source, target, amount: is_account(source) and is_account(target) and is_amount(amount),
        lambda source, target, amount: transfer(accounts[source], accounts[target], amount),
    )
    objects = {"bank": {"transfer": move}}
    for name, account in accounts.items():
        objects[name] = methods_of(account)
    return objects


# endregion published-list


# region published-perform
def perform(objects: dict[str, Methods], call: dict[str, Any]) -> int:
    """Faz uma chamada que veio da rede, ou CallError."""
    methods = objects.get(call["object"])
    if methods is None:
        raise unknown("unknown-object", "o objeto", call["object"], objects)
    method = methods.get(call["method"])
    if method is None:
        raise unknown("unknown-method", "o método", call["method"], methods)
    try:
        accepted = method.accepts(*call["args"])
    except TypeError:  # Argumentos a mais, ou a menos.
        accepted = False
    if not accepted:
        raise CallError("wrong-arguments", f"{call['method']} {method.takes}")
    try:
        return method.call(*call["args"])
    except RefusedError as error:
        raise CallError("refused", str(error)) from error


def unknown(code: str, what: str, name: str, known: dict[str, Any]) -> CallError:
    listed = ", ".join(sorted(known))
    return CallError(code, f"não há {what} «{show(name)}»; os que existem: {listed}")


# endregion published-perform
