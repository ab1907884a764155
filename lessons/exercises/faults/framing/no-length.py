"""Errado: responde sem o tamanho na frente."""

import os
import socketserver
import struct


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while len(head := self.rfile.read(4)) == 4:
            (length,) = struct.unpack("!I", head)
            if length > 65_536:
                return
            body = self.rfile.read(length)
            if len(body) < length:
                return
            answer = body.decode(errors="replace").upper().encode()
            self.wfile.write(answer)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12348))
Server(("127.0.0.1", port), Handler).serve_forever()
