"""Errado: não olha PORT nem escuta na porta combinada."""

import random
import socketserver

ANSWERS = ("sim", "não", "talvez")


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        question = self.rfile.readline().strip()
        if question:
            self.wfile.write(random.choice(ANSWERS).encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = 21345
Server(("127.0.0.1", port), Handler).serve_forever()
