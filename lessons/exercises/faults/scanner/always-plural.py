"""Errado: escreve «1 portas abertas»."""

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
        is_open = connection.connect_ex(("127.0.0.1", port)) == 0
        if is_open and connection.getsockname()[1] != port:
            found.append(port)
for port in found:
    print(f"Porta {port} aberta")
print(f"{len(found)} portas abertas")
