"""Errado: toma cada recv por uma mensagem; a segunda do mesmo pedaço se perde."""

import os
import socketserver
import struct


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while piece := self.request.recv(70_000):
            length = int.from_bytes(piece[:4], "big")
            if length > 65_536:
                return
            answer = piece[4 : 4 + length].decode(errors="replace").upper().encode()
            self.request.sendall(struct.pack("!I", len(answer)) + answer)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12348))
Server(("127.0.0.1", port), Handler).serve_forever()
