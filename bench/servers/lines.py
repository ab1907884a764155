"""The least that socketserver asks for, many lines a connection: `lines.py threads` or `lines.py serial`."""

import socketserver
import sys

Base = {"threads": socketserver.ThreadingTCPServer, "serial": socketserver.TCPServer}[sys.argv[1]]


class Server(Base):
    allow_reuse_address = True
    request_queue_size = 511
    daemon_threads = True


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line.decode().upper().encode())


with Server(("127.0.0.1", 0), Handler) as server:
    print(f"Escutando em 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
