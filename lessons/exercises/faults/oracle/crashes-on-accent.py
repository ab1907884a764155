"""Errado: lê a pergunta em ASCII; um acento derruba o servidor de todos."""

import os
import random
import socket
import threading

ANSWERS = ("sim", "não", "talvez")


def answer(connection: socket.socket) -> None:
    with connection:
        try:
            question = connection.makefile("rb").readline().decode("ascii")
        except UnicodeDecodeError as error:
            print(f"UnicodeDecodeError: {error}", flush=True)
            os._exit(1)
        if question.strip():
            connection.sendall(random.choice(ANSWERS).encode())


port = int(os.environ.get("PORT", 12345))
listener = socket.create_server(("127.0.0.1", port))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=answer, args=(connection,), daemon=True).start()
