"""Errado: toma o primeiro recv(4) pelos 4 bytes do tamanho."""

import os
import socketserver
import struct


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while head := self.request.recv(4):
            (length,) = struct.unpack("!I", head.ljust(4, b"\0"))
            if length > 65_536:
                return
            body = b""
            while len(body) < length and (piece := self.request.recv(length - len(body))):
                body += piece
            if len(body) < length:
                return
            answer = body.decode(errors="replace").upper().encode()
            self.wfile.write(struct.pack("!I", len(answer)) + answer)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12348))
Server(("127.0.0.1", port), Handler).serve_forever()
