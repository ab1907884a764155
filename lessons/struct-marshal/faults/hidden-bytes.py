"""Um nome mal escolhido: uma variável chamada bytes esconde o tipo bytes."""

import marshal
import sys

sys.stdout.reconfigure(encoding="utf-8")
sys.tracebacklimit = 0  # Do rastro, só a última linha: a que diz o que houve.

# region hidden-bytes
bytes = marshal.dumps([1, 2], 2)
print(bytes.hex(" "))
# Vinte linhas depois, alguém quer quatro zeros:
zeros = bytes(4)
# endregion hidden-bytes
