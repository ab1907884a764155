"""Cliente dos divisores: envia N e mostra a lista que vem de volta."""

import marshal
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
    format_endpoint,
    host_option,
    line_from_keyboard,
    peer_port_option,
    port_from_environment,
    read_options,
    seconds_option,
    visible_text,
)

CALL = "python3 lessons/exercises/solutions/divisors-client.py"
EXAMPLE = f"{CALL} 6"
options = read_options(
    usage=f"{CALL} <N>",
    about="Cliente TCP: envia N e mostra os divisores de N.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(port_from_environment(12347)),
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

# A lista não diz quantos bytes tem: ela está inteira quando o servidor fecha. A
# mais comprida que existe, para um N de 64 bits, não chega a 1 MiB.
LONGEST_ANSWER = 1024 * 1024
answer = b""
try:
    with connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65_536):
            answer += piece
            if len(answer) > LONGEST_ANSWER:
                raise PeerError("ERR_MESSAGE_TOO_LONG")
    if not answer:
        raise PeerError("ERR_EMPTY_ANSWER")
except (OSError, PeerError) as error:
    end_with_error(error, *address)


def decode_list(data: bytes) -> list[int] | None:
    """A lista de inteiros que os bytes dizem; None se dizem outra coisa.

    Uma simplificação: marshal.loads confia em quem escreveu os bytes. Com os de um estranho, ele pode até derrubar o
    programa; só fale assim com um servidor seu.
    """
    try:
        value = marshal.loads(data)
    except (EOFError, TypeError, ValueError):
        return None
    is_list = isinstance(value, list) and all(type(each) is int for each in value)
    return value if is_list else None


found = decode_list(answer)
if found is None:
    print(
        f"A resposta de {format_endpoint(*address)} não é uma lista de inteiros em marshal, ou veio cortada.",
        file=sys.stderr,
    )
    sys.exit(1)
print(f"Divisores: {', '.join(map(str, found)) or 'nenhum'}")
