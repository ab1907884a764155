"""Errado: não confere o intervalo."""

import socket
import sys

words = sys.argv[1:] or input().split()
first, last = int(words[0]), int(words[1])
found = []
for port in range(first, last + 1):
    with socket.socket() as connection:
        is_open = connection.connect_ex(("127.0.0.1", port)) == 0
        if is_open and connection.getsockname()[1] != port:
            found.append(port)
for port in found:
    print(f"Porta {port} aberta")
print("1 porta aberta" if len(found) == 1 else f"{len(found)} portas abertas")
