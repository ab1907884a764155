"""Mural: cada linha que um cliente envia vai para todos os outros."""

import contextlib
import socket
import socketserver
import sys
import threading
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    format_endpoint,
    host_option,
    listen,
    listen_port_option,
    port_from_environment,
    read_options,
    say,
)

options = read_options(
    usage="python3 lessons/exercises/solutions/broadcast-server.py",
    about="Mural: repassa cada linha de um cliente a todos os outros.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12349)),
    },
)

LONGEST_LINE = 65_536
# Quanto guardamos, no máximo, para quem lê devagar.
LONGEST_QUEUE = 16 * 1024 * 1024

# Quem está no mural. Muitas threads mexem aqui: uma de cada vez.
connected: "set[BroadcastHandler]" = set()
door = threading.Lock()


class BroadcastHandler(socketserver.BaseRequestHandler):
    """Acompanha um cliente. Uma thread lê o que ele diz; outra lhe envia o que os outros disseram."""

    def setup(self) -> None:
        self.name = format_endpoint(*self.client_address[:2])
        self.queue = bytearray()
        self.changed = threading.Condition()
        self.left = False
        # Calar-se não é defeito em um mural: não há prazo. Mas o sistema
        # pergunta, de vez em quando, se o computador de lá ainda existe.
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self.sender = threading.Thread(target=self.send_queue, daemon=True)
        self.sender.start()
        with door:
            connected.add(self)
            say(f"{self.name} chegou; são {len(connected)}")

    def handle(self) -> None:
        pending = b""
        while piece := self.request.recv(65_536):
            # Os bytes passam como vieram; na saída, uma linha sem fim se perde.
            *lines, pending = (pending + piece).split(b"\n")
            for line in lines:
                if len(line) > LONGEST_LINE:
                    return
                self.broadcast(line + b"\n")
            if len(pending) > LONGEST_LINE:
                return

    def finish(self) -> None:
        with door:
            connected.discard(self)
            say(f"{self.name} saiu; são {len(connected)}")
        with self.changed:
            self.left = True
            self.changed.notify()
        # Quem termina de falar sai do mural, com o que ainda tem a receber.
        self.sender.join(timeout=5)
        self.cut()

    def broadcast(self, line: bytes) -> None:
        """Repassa a linha a todos, menos a quem a enviou."""
        with door:
            for other in connected:
                if other is not self:
                    other.put(line)

    def put(self, line: bytes) -> None:
        """Põe a linha na fila deste cliente. Não espera: a thread dele é que envia."""
        with self.changed:
            self.queue += line
            self.changed.notify()
            # Quem não lê nada sai, para não segurar o mural dos outros.
            if len(self.queue) > LONGEST_QUEUE:
                self.cut()

    def send_queue(self) -> None:
        with contextlib.suppress(OSError):  # Ele caiu: a outra thread já sabe.
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.queue or self.left)
                    ready, self.queue = self.queue, bytearray()
                if not ready:
                    return
                self.request.sendall(ready)

    def cut(self) -> None:
        """Acorda as duas threads, se alguma espera por este cliente."""
        with contextlib.suppress(OSError):
            self.request.shutdown(socket.SHUT_RDWR)


with listen(BroadcastHandler, options.host, options.port) as server:
    server.serve_forever()
