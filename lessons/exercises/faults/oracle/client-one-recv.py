"""Errado: mostra só o primeiro pedaço da resposta."""

import os
import socket
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12345))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
with socket.create_connection(("127.0.0.1", port)) as connection:
    connection.sendall(f"{' '.join(words)}\n".encode())
    connection.shutdown(socket.SHUT_WR)
    answer = connection.recv(1024)
print("Oráculo:", answer.decode(errors="replace"))
