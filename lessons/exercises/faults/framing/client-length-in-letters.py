"""Errado: o tamanho conta letras, e não bytes."""

import os
import socket
import struct
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12348))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
with socket.create_connection(("127.0.0.1", port)) as connection:
    for word in words:
        connection.sendall(struct.pack("!I", len(word)) + word.encode())
    connection.shutdown(socket.SHUT_WR)
    answers = connection.makefile("rb")
    while len(head := answers.read(4)) == 4:
        print("Resposta:", answers.read(int.from_bytes(head, "big")).decode())
