"""Errado: um cliente que cai (RST) derruba o servidor de todos."""

import os
import selectors
import socket

port = int(os.environ.get("PORT", 12349))
listener = socket.create_server(("127.0.0.1", port))
selector = selectors.DefaultSelector()
selector.register(listener, selectors.EVENT_READ)
pending = {}
while True:
    for key, _ in selector.select():
        if key.fileobj is listener:
            connection, _ = listener.accept()
            pending[connection] = b""
            selector.register(connection, selectors.EVENT_READ)
            continue
        connection = key.fileobj
        # O defeito: recv de uma conexão que caiu é um erro, e ninguém o espera.
        piece = connection.recv(65_536)
        *lines, rest = (pending[connection] + piece).split(b"\n")
        if not piece or len(rest) > 65_536:
            selector.unregister(connection)
            del pending[connection]
            connection.close()
            continue
        pending[connection] = rest
        for line in lines:
            for other in pending.keys() - {connection}:
                other.sendall(line + b"\n", socket.MSG_DONTWAIT)
