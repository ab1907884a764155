"""Errado: escuta só em IPv6."""

import os
import random
import socket
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
    address_family = socket.AF_INET6


port = int(os.environ.get("PORT", 12345))
Server(("::1", port), Handler).serve_forever()
