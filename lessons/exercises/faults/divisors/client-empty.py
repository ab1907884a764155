"""Errado: de uma lista vazia, não mostra «nenhum»."""

import marshal
import os
import socket
import struct
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12347))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
with socket.create_connection(("127.0.0.1", port)) as connection:
    connection.sendall(struct.pack("!q", int(words[0])))
    connection.shutdown(socket.SHUT_WR)
    answer = connection.makefile("rb").read()
print("Divisores:", ", ".join(map(str, marshal.loads(answer))))
