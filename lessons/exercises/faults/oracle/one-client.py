"""Errado: atende o primeiro cliente e termina."""

import os
import random
import socket

ANSWERS = ("sim", "não", "talvez")

port = int(os.environ.get("PORT", 12345))
listener = socket.create_server(("127.0.0.1", port))
connection, _ = listener.accept()
with connection:
    question = connection.makefile("rb").readline().strip()
    if question:
        connection.sendall(random.choice(ANSWERS).encode())
