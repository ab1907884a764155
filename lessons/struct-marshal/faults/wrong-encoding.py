"""Texto e bytes com defeito: o Python reclama, e sem quem apanhe isso o programa acaba."""

import sys

sys.stdout.reconfigure(encoding="utf-8")
sys.tracebacklimit = 0  # Do rastro, só a última linha: a que diz o que houve.

# region wrong-encoding
print("olá".encode("utf-8").decode("latin-1"))
print("olá".encode("latin-1").decode("utf-8", errors="replace"))
print("olá".encode("ascii"))
# endregion wrong-encoding
