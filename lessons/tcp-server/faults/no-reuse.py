"""Um servidor com defeito: não dá para reiniciá-lo depois de uma conversa."""

import socketserver
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
    usage="python3 lessons/tcp-server/faults/no-reuse.py",
    about="Um servidor com defeito: não dá para reiniciá-lo logo.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(12010),
    },
)
end_on_interrupt()
sys.tracebacklimit = 0  # Do rastro, só a última linha: a que diz o que houve.


# region no-reuse
class Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        text = self.request.recv(1024).decode("utf-8", errors="replace")
        self.request.sendall(text.upper().encode())


# O defeito: allow_reuse_address é False por padrão, e o sistema guarda por um
# minuto o endereço de cada conversa que o servidor fechou primeiro (TIME_WAIT).
with socketserver.TCPServer((options.host, options.port), Handler) as server:
    print(f"Escutando em {options.host}:{server.server_address[1]}")
    server.serve_forever()
# endregion no-reuse
