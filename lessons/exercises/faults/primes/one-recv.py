"""Errado: toma o primeiro recv por N inteiro; metade dele é um erro."""

import os
import socketserver
import struct
from math import isqrt


def is_prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def neighbours(n: int) -> int:
    if not 2 <= n < 2**32:
        return 0
    below, above = n, n + 1
    while not is_prime(below):
        below -= 1
    while not is_prime(above):
        above += 1
    return below * above if below * above < 2**64 else 0


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        request = self.request.recv(8)
        if request:
            (n,) = struct.unpack("!q", request)
            self.request.sendall(struct.pack("!Q", neighbours(n)))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12346))
Server(("127.0.0.1", port), Handler).serve_forever()
