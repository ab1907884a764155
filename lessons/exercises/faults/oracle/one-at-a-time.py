"""Errado: atende um cliente por vez: um calado faz todos esperarem."""

import os
import random
import socketserver

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        question = self.rfile.readline().strip()
        if question:
            self.wfile.write(random.choice(ANSWERS).encode())


class Server(socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12345))
Server(("127.0.0.1", port), Handler).serve_forever()
