"""Errado: responde antes de ouvir a pergunta."""

import os
import random
import socketserver

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(random.choice(ANSWERS).encode())
        self.rfile.readline()


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12345))
Server(("127.0.0.1", port), Handler).serve_forever()
