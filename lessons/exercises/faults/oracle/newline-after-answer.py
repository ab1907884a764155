"""Errado: põe uma quebra de linha depois da resposta."""

import os
import random
import socketserver

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        question = self.rfile.readline().strip()
        if question:
            self.wfile.write(f"{random.choice(ANSWERS)}\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12345))
Server(("127.0.0.1", port), Handler).serve_forever()
