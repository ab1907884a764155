"""Um servidor com defeito: põe bytes, e não texto, em maiúsculas."""

import socketserver
import sys
from pathlib import Path

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    host_option,
    listen,
    listen_port_option,
    read_options,
)

options = read_options(
    usage="python3 lessons/tcp-server/faults/bytes-upper.py",
    about="Um servidor com defeito: põe bytes em maiúsculas.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(8080),
    },
)


# region bytes-upper
class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        # O defeito: upper() de bytes só conhece as letras do ASCII.
        self.request.sendall(self.request.recv(1024).strip().upper())


with listen(Handler, options.host, options.port) as server:
    server.serve_forever()
# endregion bytes-upper
