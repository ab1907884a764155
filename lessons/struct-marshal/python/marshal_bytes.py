# region marshal-bytes-names
"""marshal: um valor inteiro de Python em bytes, cada parte com o seu tipo."""

import json
import marshal
import struct
from typing import Any, Iterator, NamedTuple

from byte_rows import Row, show_bytes
from tomada import visible_text

TYPES = {
    "i": "int",
    "l": "int",
    "g": "float",
    "u": "str",
    "[": "list",
    "(": "tuple",
}
"""O byte que diz o tipo, e o tipo em Python."""

# endregion marshal-bytes-names


# region marshal-bytes-layout
class Piece(NamedTuple):
    """Alguns bytes: um tipo, um tamanho ou um valor."""

    offset: int
    size: int
    depth: int
    colour: str
    text: str


def layout(data: bytes, offset: int = 0, depth: int = 0) -> Iterator[Piece]:
    """As peças de um valor, só com os tipos desta lição e na versão 2."""
    code = chr(data[offset])
    yield Piece(offset, 1, depth, "cyan", f"tipo {code}: {TYPES[code]}")
    offset += 1
    length = 0

    def value(size: int, text: object) -> Piece:
        return Piece(offset, size, depth, "green", f"  valor: {text}")

    if code == "i":
        yield value(4, *struct.unpack_from("<i", data, offset))
    elif code == "g":
        yield value(8, *struct.unpack_from("<d", data, offset))
    else:
        (length,) = struct.unpack_from("<i", data, offset)
        yield Piece(offset, 4, depth, "yellow", f"  tamanho: {length}")
        offset += 4
    if code == "u" and length:
        text = data[offset : offset + length].decode("utf-8", "surrogatepass")
        yield value(length, f"«{visible_text(text)}»")
    elif code == "l":
        # Algarismos de 15 bits, o menos importante primeiro; o sinal é do tamanho.
        digits = struct.unpack_from(f"<{abs(length)}H", data, offset)
        number = sum(digit << 15 * at for at, digit in enumerate(digits))
        yield value(2 * len(digits), number if length > 0 else -number)
    elif code in "[(":
        for _ in range(length):
            for piece in layout(data, offset, depth + 1):
                yield piece
                offset = piece.offset + piece.size


# endregion marshal-bytes-layout


# region marshal-bytes-show
def show_marshal(title: str, value: Any) -> None:
    """Escreve um valor e mostra de quem é cada byte; o que está dentro tem recuo."""
    data = marshal.dumps(value, 2)
    rows = [
        Row(offset, size, colour, ["  " * depth + text])
        for offset, size, depth, colour, text in layout(data)
    ]
    show_bytes(title, data, rows)


# endregion marshal-bytes-show

# region marshal-bytes-costs
SAMPLES = (
    ("7", 7, "!i"),
    ("0.1", 0.1, "!d"),
    ('"olá"', "olá", "!4s"),
    ("[1, 2, 3]", [1, 2, 3], "!3i"),
    ("(1, 2, 3)", (1, 2, 3), "!3i"),
    ('{"x": 1, "y": 2}', {"x": 1, "y": 2}, "!2i"),
)
"""O mesmo valor em Python, e o formato de struct que o leva."""


def to_json(value: Any) -> str:
    """JSON não tem tuplas: lá ela é uma lista, e volta como lista."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def show_costs() -> None:
    """Uma linha por valor: quantos bytes em cada formato."""
    print("valor             marshal  JSON  struct")
    for shown, value, format in SAMPLES:
        written = len(marshal.dumps(value, 2))
        as_json = len(to_json(value).encode())
        packed = struct.calcsize(format)
        print(f"{shown:16}{written:9}{as_json:6}{packed:8}  {format}")


# endregion marshal-bytes-costs
