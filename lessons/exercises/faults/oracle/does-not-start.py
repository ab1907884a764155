"""Errado: nem chega a escutar; o nome de um módulo está errado."""

import os
import randon
import socket

port = int(os.environ.get("PORT", 12345))
listener = socket.create_server(("127.0.0.1", port))
connection, _ = listener.accept()
connection.sendall(randon.choice(("sim", "não", "talvez")).encode())
