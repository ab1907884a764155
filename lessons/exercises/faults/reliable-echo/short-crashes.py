"""Errado: um datagrama curto demais derruba o servidor."""

import os
import socket
import struct

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", int(os.environ.get("PORT", 12350))))
answers = {}
while True:
    request, peer = server.recvfrom(65_535)
    (number,) = struct.unpack("!I", request[:4])
    known = answers.setdefault(peer, {})
    if request[:4] not in known:
        order = struct.pack("!I", len(known) + 1)
        known[request[:4]] = request[:4] + order + request[4:]
    server.sendto(known[request[:4]], peer)
