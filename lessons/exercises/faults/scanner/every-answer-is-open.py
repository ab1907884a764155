"""Errado: toma a recusa por resposta: toda porta parece aberta."""

import errno
import socket
import sys

words = sys.argv[1:] or input().split()
try:
    first, last = map(int, words)
    if not 1 <= first <= last <= 65_535 or last - first >= 2_000:
        raise ValueError
except ValueError:
    print(f"«{' '.join(words)}» não é um intervalo de portas.", file=sys.stderr)
    sys.exit(2)
found = []
for port in range(first, last + 1):
    with socket.socket() as connection:
        if connection.connect_ex(("127.0.0.1", port)) in (0, errno.ECONNREFUSED):
            found.append(port)
for port in found:
    print(f"Porta {port} aberta")
print("1 porta aberta" if len(found) == 1 else f"{len(found)} portas abertas")
