"""Errado: envia uma tupla, e não uma lista."""

import marshal
import os
import socketserver
import struct
from math import isqrt


def divisors(n: int) -> list[int]:
    if n < 1:
        return []
    small = [d for d in range(1, isqrt(n) + 1) if n % d == 0]
    return small + [n // d for d in reversed(small) if d * d != n]


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        request = self.rfile.read(8)
        if len(request) == 8:
            (n,) = struct.unpack("!q", request)
            self.wfile.write(marshal.dumps(tuple(divisors(n)), 2))


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12347))
Server(("127.0.0.1", port), Handler).serve_forever()
