"""A client whose connection holds some 100 kB before the other side feels that nobody reads.

Sends what comes from standard input as it comes. At its end it says that it sends no more (FIN), and then reads
everything and writes it to standard output, or, when told to read `never`, keeps the connection open unread.
On loopback buffers grow to megabytes; small segments keep them small (Linux: TCP_MAXSEG bounds what both sides
reserve), and Node cannot ask for them.
"""

import os
import socket
import sys
import threading

port, reads = int(sys.argv[1]), sys.argv[2]
connection = socket.socket()
connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 88)
connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
connection.connect(("127.0.0.1", port))
while piece := os.read(0, 65_536):
    connection.sendall(piece)
connection.shutdown(socket.SHUT_WR)
if reads == "never":
    threading.Event().wait()
while piece := connection.recv(65_536):
    os.write(1, piece)
