"""The least that socketserver asks for, a request a connection: `upper.py threads` or `upper.py serial`."""

import socketserver
import sys

Base = {"threads": socketserver.ThreadingTCPServer, "serial": socketserver.TCPServer}[sys.argv[1]]


class Server(Base):
    allow_reuse_address = True
    request_queue_size = 511
    daemon_threads = True


class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.sendall(self.request.recv(1024).decode().upper().encode())


with Server(("127.0.0.1", 0), Handler) as server:
    print(f"Escutando em 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
