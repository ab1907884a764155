# region struct-bytes-names
"""Números e bytes: cada código de um formato e o tipo dele em C."""

import re
import struct
from typing import Any, Iterator, NamedTuple

from byte_rows import COLOURS, Row, counted, show_bytes
from tomada import visible_text

TYPES_IN_C = {
    "c": "char",
    "b": "signed char",
    "B": "unsigned char",
    "?": "_Bool",
    "h": "short",
    "H": "unsigned short",
    "i": "int",
    "I": "unsigned int",
    "l": "long",
    "L": "unsigned long",
    "q": "long long",
    "Q": "unsigned long long",
    "n": "ssize_t",
    "N": "size_t",
    "e": "meio float",
    "f": "float",
    "d": "double",
    "s": "char[]",
    "p": "char[] (Pascal)",
    "P": "void *",
}
# endregion struct-bytes-names


# region struct-bytes-layout
class Place(NamedTuple):
    """Onde fica um valor, e o código dele."""

    offset: int
    size: int
    code: str


def layout(format: str) -> Iterator[Place]:
    """Em Python não há um layout pronto; calcsize basta para o achar.

    O tamanho do formato até aqui, com o enchimento, diz onde este valor acaba.
    """
    ordered = format[:1] in tuple("@=<>!")
    order = format[0] if ordered else "@"
    done = order
    for count, code in re.findall("([0-9]*)([^0-9 \t\n\v\f\r])", format[ordered:]):
        # Em s e p o número é um tamanho; nos outros, quantos valores.
        one = count + code if code in "sp" else code
        times = 1 if code in "sp" else int(count or 1)
        if code == "x" or times == 0:
            done += count + code
            continue
        size = struct.calcsize(order + one)
        for _ in range(times):
            done += one
            yield Place(struct.calcsize(done) - size, size, code)


# endregion struct-bytes-layout


# region struct-bytes-show
def show_struct(format: str, values: list[Any]) -> None:
    """Empacota, mostra de quem é cada byte e diz o que unpack lê de volta."""
    data = struct.pack(format, *values)
    back = struct.unpack(format, data)
    rows, end = [], 0
    for index, (offset, size, code) in enumerate(layout(format)):
        rows += _padding(end, offset)
        cells = [code, TYPES_IN_C[code], _show_value(back[index])]
        rows.append(Row(offset, size, COLOURS[index % len(COLOURS)], cells))
        end = offset + size
    rows += _padding(end, len(data))
    show_bytes(f"formato {visible_text(format)}", data, rows)
    print(f"unpack devolve uma sequência de {counted(len(back), 'valor')}")


def _padding(start: int, end: int) -> list[Row]:
    """O que fica entre um valor e o seguinte, e não é de nenhum."""
    if start == end:
        return []
    return [Row(start, end - start, "gray", ["x", "enchimento", ""])]


# endregion struct-bytes-show


# region struct-bytes-value
def _show_value(value: Any) -> str:
    if isinstance(value, bool):
        return "sim" if value else "não"
    if isinstance(value, bytes):
        return f"«{visible_text(value.decode('utf-8', 'replace'))}»"
    return repr(value)


# endregion struct-bytes-value
