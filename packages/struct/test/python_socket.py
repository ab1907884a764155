"""Connects, and sends every struct back with its byte order turned round, as values that it really unpacked.

A message is a frame with the format and a frame with the packed values; a frame has its length before it (!I).
"""

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


def read_frame(connection):
    [length] = struct.unpack("!I", read_exactly(connection, 4))
    return read_exactly(connection, length)


def write_frame(connection, data):
    connection.sendall(struct.pack("!I", len(data)) + data)


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    while True:
        try:
            form = read_frame(connection).decode()
        except EOFError:
            break
        values = struct.unpack(form, read_frame(connection))
        turned = {"<": ">", ">": "<", "!": "=", "=": "!"}.get(form[:1], "@") + form.lstrip("@=<>!")
        write_frame(connection, turned.encode())
        write_frame(connection, struct.pack(turned, *values))
