"""Cliente das mensagens com tamanho.

Cada palavra é uma mensagem, todas na mesma conexão; mostra as respostas na ordem.
"""

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

CALL = "python3 lessons/exercises/solutions/framing-client.py"
EXAMPLE = f"{CALL} olá mundo"
options = read_options(
    usage=f"{CALL} <palavras…>",
    about="Cliente TCP: envia cada palavra com o seu tamanho na frente.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(port_from_environment(12348)),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
    words=EXAMPLE,
    words_optional=True,
)
end_on_interrupt()
messages = options.words or line_from_keyboard("Mensagens: ", EXAMPLE).split()
address = (options.host, options.port)

HEAD = struct.Struct("!I")
# Em maiúsculas, um texto de 64 KiB pode triplicar: «ΐ» vira «Ϊ́».
LONGEST_ANSWER = 3 * 65_536


def frame(text: str) -> bytes:
    """Põe o tamanho na frente. Ele conta bytes, e não letras: «olá» tem 4."""
    body = text.encode()
    return HEAD.pack(len(body)) + body


def read_exactly(connection: socket.socket, count: int, begun: bool) -> bytes:
    """Junta os pedaços até ter count bytes; PeerError se o servidor terminar antes."""
    received = bytearray()
    while len(received) < count:
        # recv(4) pode dar menos de 4: o número é um máximo.
        piece = connection.recv(count - len(received))
        if not piece:
            raise PeerError("ERR_INCOMPLETE_MESSAGE" if received or begun else "ERR_EMPTY_ANSWER")
        received += piece
    return bytes(received)


def read_answer(connection: socket.socket, begun: bool) -> str:
    (length,) = HEAD.unpack(read_exactly(connection, HEAD.size, begun))
    if length > LONGEST_ANSWER:
        raise PeerError("ERR_MESSAGE_TOO_LONG")
    return read_exactly(connection, length, True).decode("utf-8", errors="replace")


try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")

try:
    with connection:
        # Todas de uma vez, e o meio fechamento: «de mim não vem mais nada». Uma
        # linha de comando é curta; quem tem muito a enviar precisa ler enquanto
        # envia, ou os dois lados esperam um pelo outro.
        connection.sendall(b"".join(map(frame, messages)))
        connection.shutdown(socket.SHUT_WR)
        for number in range(len(messages)):
            print(f"Resposta: {visible_text(read_answer(connection, number > 0))}")
except (OSError, PeerError) as error:
    end_with_error(error, *address)
