"""Connects, and sends every value back that comes, as it really read it, in the version that it is told.

A message is a frame with a version (a byte) and a value in marshal; a frame has its length before it (!I).
"""

import marshal
import socket
import struct
import sys


def read_exactly(connection, size):
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    while True:
        try:
            [length] = struct.unpack("!I", read_exactly(connection, 4))
        except EOFError:
            break
        frame = read_exactly(connection, length)
        back = marshal.dumps(marshal.loads(frame[1:]), frame[0])
        connection.sendall(struct.pack("!I", len(back)) + back)
