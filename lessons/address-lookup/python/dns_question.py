# region dns-question-ask
"""Perguntas a um servidor de DNS, feitas à mão (RFC 1035).

A biblioteca padrão do Python só pergunta ao sistema; isto é o que o Node já traz.
"""

import re
import secrets
import socket
import struct
import time
from pathlib import Path

from tomada import PeerError

TYPES = {"A": 1, "PTR": 12, "AAAA": 28}
FAILURES = ["EFORMERR", "ESERVFAIL", "ENOTFOUND", "ENOTIMP", "EREFUSED"]


def system_server() -> tuple[str, int]:
    """O servidor de DNS do sistema, onde há /etc/resolv.conf (não no Windows)."""
    try:
        text = Path("/etc/resolv.conf").read_text("utf-8", errors="replace")
    except OSError:
        text = ""
    found = re.search(r"^nameserver\s+(\S+)", text, re.MULTILINE)
    return (found[1] if found else "127.0.0.1", 53)


def ask_dns(name: str, kind: str, server: tuple[str, int], limit: float) -> list[str]:
    """As respostas de um tipo (A, AAAA, PTR), ou PeerError com um código."""
    # Um número sorteado, que quem não viu a pergunta não sabe imitar.
    header = struct.pack("!6H", secrets.randbelow(65_536), 0x0100, 1, 0, 0, 0)
    labels = b"".join(bytes([len(each)]) + each.encode() for each in name.split("."))
    query = header + labels + b"\0" + struct.pack("!2H", TYPES[kind], 1)
    try:
        return read_answer(ask_by_udp(query, server, limit), kind, len(query))
    except TimeoutError:
        raise PeerError("ETIMEOUT") from None
    except OSError:
        raise PeerError("ECONNREFUSED") from None
    except (IndexError, struct.error, ValueError):
        raise PeerError("EBADRESP") from None


# endregion dns-question-ask


# region dns-question-send
def ask_by_udp(query: bytes, server: tuple[str, int], limit: float) -> bytes:
    """Três tentativas, cada uma com o dobro da espera: 1 + 2 + 4 sétimos."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as connection:
        connection.connect(server)
        for patience in (limit / 7, limit * 2 / 7, limit * 4 / 7):
            connection.send(query)
            deadline = time.monotonic() + patience
            while (left := deadline - time.monotonic()) > 0:
                connection.settimeout(left)
                try:
                    answer = connection.recv(65_535)
                except TimeoutError:
                    break
                if is_answer(answer, query):
                    if len(answer) > 12 and answer[2] & 0x02:
                        return ask_by_tcp(query, server, limit)
                    return answer
    raise TimeoutError


def is_answer(answer: bytes, query: bytes) -> bool:
    """Só serve a resposta com o nosso número e a nossa pergunta."""
    if answer[:2] != query[:2]:
        return False
    # Curta demais para ter uma pergunta: é nossa, e está estragada.
    asked = answer[12 : len(query)]
    return len(answer) < len(query) or asked.lower() == query[12:].lower()


def ask_by_tcp(query: bytes, server: tuple[str, int], limit: float) -> bytes:
    """Resposta que não coube em um datagrama: por TCP, com o tamanho antes."""
    with socket.create_connection(server, timeout=limit) as connection:
        connection.sendall(struct.pack("!H", len(query)) + query)
        with connection.makefile("rb") as stream:
            (length,) = struct.unpack("!H", stream.read(2))
            return stream.read(length)


# endregion dns-question-send


# region dns-question-read
def read_answer(message: bytes, kind: str, start: int) -> list[str]:
    """Os registros do tipo pedido; como o Node, não confere de quem eles são."""
    _, flags, _, count, _, _ = struct.unpack("!6H", message[:12])
    if failure := flags & 0x0F:
        raise PeerError(FAILURES[failure - 1])
    found = []
    at = start
    for _ in range(count):
        _, at = read_name(message, at)
        record, _, _, length = struct.unpack("!2HIH", message[at : at + 10])
        at += 10
        data = message[at : at + length]
        if len(data) != length:
            raise ValueError("a resposta acaba no meio de um registro")
        if record == TYPES[kind] == TYPES["PTR"]:
            found.append(read_name(message, at)[0])
        elif record == TYPES[kind]:
            family = socket.AF_INET if kind == "A" else socket.AF_INET6
            found.append(socket.inet_ntop(family, data))
        at += length
    if not found:
        raise PeerError("ENODATA")
    return found


def read_name(message: bytes, at: int) -> tuple[str, int]:
    """Um nome, e onde ele acaba; um pedaço pode ser «veja lá atrás»."""
    labels: list[str] = []
    end = None
    jumps = 0
    while length := message[at]:
        if length >= 0xC0:
            jumps += 1
            end = end or at + 2
            at = struct.unpack("!H", message[at : at + 2])[0] & 0x3FFF
        else:
            labels.append("".join(map(escape, message[at + 1 : at + 1 + length])))
            at += 1 + length
        # Um «veja lá atrás» que aponta para si mesmo prenderia o programa.
        if jumps + len(labels) > 127:
            raise ValueError("um nome que não acaba")
    return ".".join(labels), end or at + 1


def escape(byte: int) -> str:
    """Um byte de um nome, como se escreve em texto (RFC 1035 §5.1)."""
    if not 32 <= byte < 127:
        return f"\\{byte:03}"
    return ("\\" if chr(byte) in '".;\\()@$' else "") + chr(byte)


# endregion dns-question-read
