"""Eco que não se perde.

Cada mensagem vem com um número, e a repetida recebe outra vez a mesma resposta, sem ser contada de novo.
"""

import os
import socket
import struct
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_on_interrupt,
    end_with_error,
    explain_error,
    format_endpoint,
    host_option,
    listen_port_option,
    port_from_environment,
    read_options,
)

options = read_options(
    usage="python3 lessons/exercises/solutions/reliable-echo-server.py",
    about="Servidor UDP: devolve cada mensagem com a ordem dela.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12350)),
    },
)

NUMBER = struct.Struct("!I")
# A memória das respostas tem fim: por cliente calado (em segundos) e no total.
FORGET_AFTER = 60
MOST_BYTES = 64 * 1024 * 1024
# O que uma resposta guardada ocupa, além do texto; por alto.
OVERHEAD = 200


@dataclass
class Client:
    """O que lembramos de um cliente: a resposta dada a cada número."""

    answers: dict[int, bytes] = field(default_factory=dict)
    bytes_: int = 0
    last_seen: float = 0


# Do que está calado há mais tempo ao que acabou de falar.
clients: dict[tuple, Client] = {}
remembered = 0


def forget(now: float) -> None:
    """Esquece os calados, e os mais antigos quando a memória se enche."""
    global remembered
    for name, client in list(clients.items()):
        if now - client.last_seen <= FORGET_AFTER and remembered <= MOST_BYTES:
            return
        del clients[name]
        remembered -= client.bytes_


def meet(name: tuple) -> Client:
    """Acha o cliente, ou o conhece agora, e o põe no fim da fila."""
    now = time.monotonic()
    forget(now)
    client = clients.pop(name, None) or Client()
    client.last_seen = now
    clients[name] = client
    return client


def answer_to(client: Client, request: bytes) -> bytes:
    """A resposta a um pedido: número, ordem e texto."""
    global remembered
    (number,) = NUMBER.unpack_from(request)
    # A resposta de antes se perdeu, ou vem a caminho: a mesma serve.
    if number in client.answers:
        return client.answers[number]
    order = NUMBER.pack(len(client.answers) + 1)
    answer = request[: NUMBER.size] + order + request[NUMBER.size :]
    client.answers[number] = answer
    client.bytes_ += len(answer) + OVERHEAD
    remembered += len(answer) + OVERHEAD
    return answer


end_on_interrupt()
asked = (options.host, options.port)
try:
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    server = socket.socket(family, socket.SOCK_DGRAM)
    server.bind(address)
except OSError as error:
    end_with_error(error, *asked, "listen")
if os.name == "nt":
    # No Windows, o Ctrl-C espera o recvfrom voltar: que volte logo.
    server.settimeout(0.5)
print(f"Escutando em {format_endpoint(*server.getsockname()[:2])}")
while True:
    try:
        request, peer = server.recvfrom(65_535)
    except OSError:
        continue  # No Windows: o prazo acima, ou um cliente que foi embora.
    # Curto demais para ter número; ou porta 0, que não quer resposta (RFC 768).
    if len(request) < NUMBER.size or peer[1] == 0:
        continue
    try:
        # Com 4 bytes a mais, a resposta pode não caber em um datagrama.
        server.sendto(answer_to(meet(peer), request), peer)
    except OSError as error:
        print(explain_error(error, *peer[:2], "datagram"), file=sys.stderr)
