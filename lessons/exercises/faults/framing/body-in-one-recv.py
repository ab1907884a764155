"""Errado: toma o primeiro recv pelo texto inteiro."""

import os
import socket
import socketserver
import struct


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        while len(head := self.request.recv(4, socket.MSG_WAITALL)) == 4:
            (length,) = struct.unpack("!I", head)
            if length > 65_536:
                return
            body = self.request.recv(length) if length else b""
            answer = body.decode(errors="replace").upper().encode()
            self.wfile.write(struct.pack("!I", len(answer)) + answer)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12348))
Server(("127.0.0.1", port), Handler).serve_forever()
