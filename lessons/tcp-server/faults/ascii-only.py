"""Um servidor com defeito: só entende ASCII, e um acento o derruba."""

import socket
import sys
from pathlib import Path

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_on_interrupt,
    host_option,
    listen_port_option,
    read_options,
)

options = read_options(
    usage="python3 lessons/tcp-server/faults/ascii-only.py",
    about="Um servidor com defeito: só entende ASCII.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(12000),
    },
)
end_on_interrupt()
sys.tracebacklimit = 0  # Do rastro, só a última linha: a que diz o que houve.

# region ascii-only
listener = socket.create_server((options.host, options.port))
print(f"Escutando em {options.host}:{listener.getsockname()[1]}")
while True:
    connection, _ = listener.accept()
    with connection:
        # O defeito: decode("ascii") levanta uma exceção em qualquer acento, e
        # ninguém a apanha.
        text = connection.recv(1024).decode("ascii")
        connection.sendall(text.upper().encode("ascii"))
# endregion ascii-only
