# region message-format
"""As mensagens da chamada remota, as mesmas de src/message.ts.

Cada uma é um texto JSON em UTF-8, com o tamanho na frente: 4 bytes, o mais
importante primeiro.

chamada   {"id":1,"object":"ana","method":"deposit","args":[100]}
resposta  {"id":1,"result":100}
erro      {"id":1,"error":{"code":"refused","message":"o saldo é 70"}}

Um erro com "id":null não responde a chamada nenhuma: são as últimas palavras de
quem vai encerrar a conversa.
"""

import json
import re
import struct
from collections.abc import Iterator
from typing import Any

from tomada import PeerError, visible_text

LONGEST = 65_536
PREFIX = struct.Struct("!I")


def to_json(value: object) -> str:
    """O mesmo texto que JSON.stringify escreve: sem espaços, com os acentos."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Meia letra (surrogate sozinho) não existe em UTF-8: vai como escape.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def encode(message: dict[str, object]) -> bytes:
    """PeerError ERR_MESSAGE_TOO_LONG se o texto passa do limite."""
    body = to_json(message).encode()
    if len(body) > LONGEST:
        raise PeerError("ERR_MESSAGE_TOO_LONG")
    return PREFIX.pack(len(body)) + body


class FrameDecoder:
    """Corta um fluxo de bytes em mensagens, chegue ele como chegar."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def push(self, piece: bytes) -> Iterator[bytes]:
        """Dá as que ficaram inteiras; PeerError se uma anuncia mais que o limite."""
        self._pending += piece
        while len(self._pending) >= PREFIX.size:
            (length,) = PREFIX.unpack_from(self._pending)
            if length > LONGEST:
                raise PeerError("ERR_MESSAGE_TOO_LONG")
            end = PREFIX.size + length
            if len(self._pending) < end:
                return
            frame = bytes(self._pending[PREFIX.size : end])
            del self._pending[:end]
            yield frame

    def end(self) -> None:
        """Acabou o fluxo: PeerError se foi no meio de uma mensagem."""
        if self._pending:
            raise PeerError("ERR_INCOMPLETE_MESSAGE")


# endregion message-format


# region message-read
class FormatError(Exception):
    """Não é uma mensagem do nosso protocolo; o texto diz o que falta."""


def is_deeper(value: object, levels: int) -> bool:
    """Listas dentro de listas: sem limite, quem as percorre esgota a pilha."""
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(is_deeper(each, levels - 1) for each in inner)


def to_number(digits: str) -> float | int:
    """Em JSON há um tipo de número só: 1.0 e 1 são o mesmo."""
    number = float(digits)
    return int(number) if number.is_integer() else number


def no_constant(name: str) -> None:
    """NaN e Infinity, que o Python aceita, não são JSON (RFC 8259 §6)."""
    raise ValueError(name)


def parse(frame: bytes) -> dict[str, Any]:
    try:
        value = json.loads(frame.decode(), parse_float=to_number, parse_constant=no_constant)
    except UnicodeDecodeError:
        raise FormatError("não é texto em UTF-8") from None
    except ValueError:
        raise FormatError("não é JSON") from None
    except RecursionError:
        raise FormatError("tem níveis demais") from None
    if not isinstance(value, dict):
        raise FormatError("não é um objeto JSON")
    if is_deeper(value, 32):
        raise FormatError("tem níveis demais")
    return value


def is_id(value: object) -> bool:
    """Um número de chamada: 1, 2, 3… (True também é int em Python, e não vale.)"""
    return type(value) is int and 1 <= value <= 2**53 - 1


def read_call(frame: bytes) -> dict[str, Any]:
    call = parse(frame)
    if not is_id(call.get("id")):
        raise FormatError("falta o número da chamada, id")
    if not isinstance(call.get("object"), str):
        raise FormatError("falta o texto object")
    if not isinstance(call.get("method"), str):
        raise FormatError("falta o texto method")
    if not isinstance(call.get("args"), list):
        raise FormatError("falta a lista args")
    return call


# endregion message-read


# region message-read-answer
def read_answer(frame: bytes) -> dict[str, Any]:
    answer = parse(frame)
    number = answer.get("id")
    if is_id(number) and "result" in answer and "error" not in answer:
        return answer
    error = answer.get("error")
    if not isinstance(error, (dict, list)) or "result" in answer:
        raise FormatError("falta result ou error")
    told = error if isinstance(error, dict) else {}
    if not (isinstance(told.get("code"), str) and isinstance(told.get("message"), str)):
        raise FormatError("falta o que diz o erro")
    if number is None and "id" in answer or is_id(number):
        return answer
    raise FormatError("falta o número da chamada, id")


# endregion message-read-answer


# region message-show
def show(text: str, longest: int = 40) -> str:
    """O que veio de fora, para o terminal: sem comandos escondidos, e curto."""
    return visible_text(text[:longest]) + ("…" if len(text) > longest else "")


def show_call(call: dict[str, Any]) -> str:
    """Uma chamada, como se escreve em um programa: ana.deposit(100)."""
    listed = ", ".join(to_json(each) for each in call["args"])
    return f"{show(call['object'])}.{show(call['method'])}({show(listed)})"


# endregion message-show
