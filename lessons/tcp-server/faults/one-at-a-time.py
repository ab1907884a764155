"""Um servidor com defeito: um cliente calado faz todos os outros esperarem."""

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
    usage="python3 lessons/tcp-server/faults/one-at-a-time.py",
    about="Um servidor com defeito: um cliente calado faz todos esperarem.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(12000),
    },
)
end_on_interrupt()

# region one-at-a-time
listener = socket.create_server((options.host, options.port))
print(f"Escutando em {options.host}:{listener.getsockname()[1]}")
while True:
    connection, _ = listener.accept()
    with connection:
        # O defeito: enquanto este recv espera, ninguém chama accept.
        text = connection.recv(1024).decode("utf-8", errors="replace")
        connection.sendall(text.strip().upper().encode())
# endregion one-at-a-time
