"""marshal não leva «qualquer estrutura»: classes, objetos e funções são recusados."""

import marshal
import sys

sys.stdout.reconfigure(encoding="utf-8")


# region not-everything
class Person:
    name = "Ana"


def greet() -> str:
    return "oi"


for what, value in [
    ("um dicionário", {"nome": "Ana"}),
    ("uma classe", Person),
    ("um objeto dela", Person()),
    ("uma função", greet),
]:
    try:
        print(what, "->", marshal.dumps(value, 2)[:1])
    except ValueError as error:
        print(what, "->", error)
# endregion not-everything
