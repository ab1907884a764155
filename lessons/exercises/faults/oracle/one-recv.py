"""Errado: toma o primeiro recv pela pergunta inteira."""

import os
import random
import socketserver

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        question = self.request.recv(1024).strip()
        if question:
            self.request.sendall(random.choice(ANSWERS).encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12345))
Server(("127.0.0.1", port), Handler).serve_forever()
