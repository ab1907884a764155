"""Mensagens com tamanho.

Cada mensagem leva o seu tamanho na frente (4 bytes), e a resposta tem a mesma forma, com o texto em maiúsculas.
"""

import socketserver
import struct
import sys
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_and_linger,
    host_option,
    listen,
    listen_port_option,
    port_from_environment,
    read_options,
    receive_before,
    seconds_option,
    send_all_or_reset,
)

options = read_options(
    usage="python3 lessons/exercises/solutions/framing-server.py",
    about="Servidor TCP: devolve em maiúsculas mensagens com tamanho na frente.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12348)),
        "idle-timeout": seconds_option("quanto esperar por uma mensagem", 60),
    },
)

HEAD = struct.Struct("!I")
LONGEST_MESSAGE = 65_536


def frame(text: str) -> bytes:
    """Põe o tamanho na frente. Ele conta bytes, e não letras: «olá» tem 4."""
    body = text.encode()
    return HEAD.pack(len(body)) + body


class FramingHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão; cada cliente tem a sua thread, e um calado não atrasa outro."""

    def handle(self) -> None:
        try:
            while (text := self.read_message()) is not None:
                # Em Python o envio espera quem não lê: a contrapressão vem de graça.
                send_all_or_reset(self.request, frame(text.upper()), options.idle_timeout)
        except TimeoutError:
            pass  # Quem manda meia mensagem e se cala não fica para sempre.
        end_and_linger(self.request)

    def read_message(self) -> str | None:
        """A próxima mensagem; None se o cliente terminou, mesmo no meio de uma, ou se ela é comprida demais."""
        deadline = time.monotonic() + options.idle_timeout
        head = self.read_exactly(HEAD.size, deadline)
        if len(head) < HEAD.size:
            return None
        (length,) = HEAD.unpack(head)
        # Sem limite, 4 bytes bastariam para encomendar 4 GiB da nossa memória.
        if length > LONGEST_MESSAGE:
            return None
        body = self.read_exactly(length, deadline)
        return body.decode("utf-8", errors="replace") if len(body) == length else None

    def read_exactly(self, count: int, deadline: float) -> bytes:
        """Junta os pedaços até ter count bytes; menos do que isso, se o cliente terminar antes."""
        received = bytearray()
        while len(received) < count:
            # recv(4) pode dar menos de 4: o número é um máximo.
            piece = receive_before(self.request, deadline, count - len(received))
            if not piece:
                break
            received += piece
        return bytes(received)


with listen(FramingHandler, options.host, options.port) as server:
    server.serve_forever()
