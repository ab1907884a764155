"""Errado: uma pergunta vazia deixa o cliente esperando para sempre."""

import os
import random
import socketserver
import threading

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while not self.rfile.readline().strip():
            threading.Event().wait(0.1)
        self.wfile.write(random.choice(ANSWERS).encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12345))
Server(("127.0.0.1", port), Handler).serve_forever()
