"""Cliente dos primos vizinhos: envia N e mostra X."""

import re
import socket
import struct
import sys
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    PeerError,
    end_on_interrupt,
    end_with_error,
    host_option,
    line_from_keyboard,
    peer_port_option,
    port_from_environment,
    read_options,
    seconds_option,
    visible_text,
)

CALL = "python3 lessons/exercises/solutions/primes-client.py"
EXAMPLE = f"{CALL} 10"
options = read_options(
    usage=f"{CALL} <N>",
    about="Cliente TCP: envia N e mostra o produto dos primos vizinhos.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(port_from_environment(12346)),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
    words=EXAMPLE,
    words_optional=True,
)
end_on_interrupt()
text = (" ".join(options.words) or line_from_keyboard("N: ", EXAMPLE)).strip()
address = (options.host, options.port)


def encode_number() -> bytes:
    """N em 8 bytes, com sinal, na ordem da rede; o que não cabe é recusado aqui."""
    if re.fullmatch(r"[+-]?[0-9]{1,30}", text) and -(2**63) <= int(text) < 2**63:
        return struct.pack("!q", int(text))
    print(
        f"«{visible_text(text)}» não serve para N. Use um número inteiro de 64 bits, "
        f"de -2^63 a 2^63 - 1. Por exemplo: {EXAMPLE}",
        file=sys.stderr,
    )
    sys.exit(2)


request = encode_number()
try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")

ANSWER = struct.Struct("!Q")
answer = b""
try:
    with connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        # Os 8 bytes de X podem vir em oito pedaços. Mais do que 8, não.
        while piece := connection.recv(1024):
            answer += piece
            if len(answer) > ANSWER.size:
                raise PeerError("ERR_MESSAGE_TOO_LONG")
    if not answer:
        raise PeerError("ERR_EMPTY_ANSWER")
    if len(answer) < ANSWER.size:
        raise PeerError("ERR_INCOMPLETE_MESSAGE")
except (OSError, PeerError) as error:
    end_with_error(error, *address)
(x,) = ANSWER.unpack(answer)
print(f"X = {x}")
