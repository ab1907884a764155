"""Errado: conta outra vez uma mensagem repetida."""

import os
import socket
import struct

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", int(os.environ.get("PORT", 12350))))
counts = {}
while True:
    request, peer = server.recvfrom(65_535)
    if len(request) < 4:
        continue
    counts[peer] = counts.get(peer, 0) + 1
    order = struct.pack("!I", counts[peer])
    server.sendto(request[:4] + order + request[4:], peer)
