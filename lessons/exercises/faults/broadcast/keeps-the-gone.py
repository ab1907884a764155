"""Errado: quem sai fica na lista, e enviar a ele derruba a conversa de quem falou."""

import os
import socket
import socketserver
import threading

connected = []
lock = threading.Lock()


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with lock:
            connected.append(self.request)
        while (line := self.rfile.readline(65_537)).endswith(b"\n"):
            with lock:
                for other in connected:
                    if other is not self.request:
                        other.sendall(line, socket.MSG_DONTWAIT)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12349))
Server(("127.0.0.1", port), Handler).serve_forever()
