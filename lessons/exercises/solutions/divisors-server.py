"""Divisores: recebe N e responde a lista dos divisores de N, em marshal."""

import marshal
import socketserver
import struct
import sys
import time
from math import isqrt
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
    say,
    seconds_option,
)

options = read_options(
    usage="python3 lessons/exercises/solutions/divisors-server.py",
    about="Servidor TCP: recebe N e responde a lista dos divisores de N.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12347)),
        "idle-timeout": seconds_option("quanto esperar por um N inteiro", 60),
    },
)

# A mesma simplificação do par em TypeScript: acima disso, até √n seria longe
# demais; seria preciso fatorar, e a resposta não vem.
HIGHEST = 2**53 - 1


def divisors(n: int) -> list[int]:
    """Os divisores de n, em ordem.

    Eles vêm aos pares (se d divide n, n/d também divide), e o menor de cada par não passa de √n: é até lá que se
    procura.
    """
    if n < 1:
        return []
    small = [d for d in range(1, isqrt(n) + 1) if n % d == 0]
    large = [n // d for d in reversed(small) if d * d != n]
    return small + large


REQUEST = struct.Struct("!q")


class DivisorsHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: 8 bytes de N, a lista, e fim.

    A conta não para as outras threads: o Python passa a vez de tempos em tempos.
    """

    def handle(self) -> None:
        request = self.read_request()
        if len(request) < REQUEST.size:
            return end_and_linger(self.request)  # Um N cortado no meio não é um N.
        (n,) = REQUEST.unpack(request)
        if n > HIGHEST:
            return end_and_linger(self.request)
        found = divisors(n)
        say(f"N = {n} → {len(found)} divisores")
        # A versão 2 é a combinada; sem dizer, o Python escreveria a mais nova.
        end_and_linger(self.request, marshal.dumps(found, 2))

    def read_request(self) -> bytes:
        """Junta os pedaços até ter 8 bytes; menos do que isso, se o cliente parar antes."""
        request = b""
        deadline = time.monotonic() + options.idle_timeout
        try:
            while len(request) < REQUEST.size:
                # recv(8) pode dar menos de 8: o número é um máximo.
                piece = receive_before(self.request, deadline, REQUEST.size - len(request))
                if not piece:
                    break
                request += piece
        except TimeoutError:
            pass
        return request


with listen(DivisorsHandler, options.host, options.port) as server:
    server.serve_forever()
