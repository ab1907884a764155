"""Errado: toma o primeiro recv por X inteiro."""

import os
import socket
import struct
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12346))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
with socket.create_connection(("127.0.0.1", port)) as connection:
    connection.sendall(struct.pack("!q", int(words[0])))
    connection.shutdown(socket.SHUT_WR)
    answer = connection.recv(8)
print(f"X = {int.from_bytes(answer, 'big')}")
