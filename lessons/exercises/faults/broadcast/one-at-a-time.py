"""Errado: atende um cliente por vez: o segundo espera o primeiro sair."""

import contextlib
import os
import socket
import socketserver
import threading

connected = set()
lock = threading.Lock()


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with lock:
            connected.add(self.request)
        try:
            while (line := self.rfile.readline(65_537)).endswith(b"\n"):
                with lock:
                    for other in connected - {self.request}:
                        with contextlib.suppress(OSError):
                            other.sendall(line, socket.MSG_DONTWAIT)
        except OSError:
            pass
        finally:
            with lock:
                connected.discard(self.request)


class Server(socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True


port = int(os.environ.get("PORT", 12349))
Server(("127.0.0.1", port), Handler).serve_forever()
