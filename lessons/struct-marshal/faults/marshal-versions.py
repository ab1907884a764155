"""marshal não promete nada de um Python para outro: o mesmo valor em duas versões do formato."""

import marshal
import sys

sys.stdout.reconfigure(encoding="utf-8")

# region marshal-versions
print("0.1 na versão 0:", marshal.dumps(0.1, 0).hex(" "))
print("0.1 na versão 2:", marshal.dumps(0.1, 2).hex(" "))

# slice(1, 2) como o Python 3.14 o escreve; nenhum anterior conhece o tipo 3a.
newer = bytes.fromhex("3a 69 01 00 00 00 69 02 00 00 00 4e")
try:
    print("lido por este Python:", marshal.loads(newer))
except ValueError as error:
    print("lido por este Python:", error)
# endregion marshal-versions
