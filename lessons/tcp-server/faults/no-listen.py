# region no-listen
"""Um servidor com defeito: aceita conexões sem ter começado a escutar."""

import socket
import sys

sys.tracebacklimit = 0  # Do rastro, só a última linha: a que diz o que houve.

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(("127.0.0.1", 0))
# O defeito: faltou server.listen().
connection, peer = server.accept()
# endregion no-listen
