"""Primos vizinhos.

Recebe N e responde X, o produto do primo logo abaixo e do primo logo acima de N; se N é primo, N vezes o primo
seguinte.
"""

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
    usage="python3 lessons/exercises/solutions/primes-server.py",
    about="Servidor TCP: recebe N e responde o produto dos primos vizinhos.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12346)),
        "idle-timeout": seconds_option("quanto esperar por um N inteiro", 60),
    },
)


def is_prime(n: int) -> bool:
    """Um divisor, se houver, aparece até √n. Ir até n faria os outros esperarem."""
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def neighbours(n: int) -> int:
    """X; 0 onde não há resposta, ou ela não cabe em 64 bits sem sinal."""
    # Dois vizinhos de 2**32 já dão um produto maior que 2**64: nem é preciso
    # procurá-los.
    if not 2 <= n < 2**32:
        return 0
    below = n
    while not is_prime(below):  # O próprio N, se ele é primo.
        below -= 1
    above = n + 1
    while not is_prime(above):
        above += 1
    product = below * above
    return product if product < 2**64 else 0


REQUEST = struct.Struct("!q")
ANSWER = struct.Struct("!Q")


class PrimesHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: 8 bytes de N, 8 bytes de X, e fim."""

    def handle(self) -> None:
        request = self.read_request()
        if len(request) < REQUEST.size:
            return end_and_linger(self.request)  # Um N cortado no meio não é um N.
        (n,) = REQUEST.unpack(request)
        x = neighbours(n)
        say(f"N = {n} → X = {x}")
        end_and_linger(self.request, ANSWER.pack(x))

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


with listen(PrimesHandler, options.host, options.port) as server:
    server.serve_forever()
