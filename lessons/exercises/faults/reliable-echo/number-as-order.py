"""Errado: toma o número da mensagem pela ordem dela."""

import os
import socket
import struct

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", int(os.environ.get("PORT", 12350))))

while True:
    request, peer = server.recvfrom(65_535)
    if len(request) < 4:
        continue
    (number,) = struct.unpack_from("!I", request)
    server.sendto(request[:4] + struct.pack("!I", number) + request[4:], peer)
