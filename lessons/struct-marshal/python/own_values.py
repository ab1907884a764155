# region own-values-counted
"""Do que se digita para os valores que um formato pede."""

import re
import struct
from typing import Any

from byte_rows import counted
from struct_bytes import layout
from tomada import UsageError

MOST_BYTES = 128
"""Mais do que isto não se lê em uma tela."""


def read_values(format: str, words: list[str]) -> list[Any]:
    """Um valor para cada lugar do formato; UsageError diz o que não serve."""
    size = _size_of(format)
    if size > MOST_BYTES:
        raise UsageError(
            f"O formato «{format}» ocupa {size} bytes; aqui cabem {MOST_BYTES}."
        )
    places = list(layout(format))
    if len(places) != len(words):
        wanted = counted(len(places), "valor")
        given = len(words)
        raise UsageError(f"O formato «{format}» pede {wanted}; você deu {given}.")
    return [_read_value(place.code, word) for place, word in zip(places, words)]


def _size_of(format: str) -> int:
    if format[:1] in ("'", '"'):
        raise UsageError(f"Formato «{format}»: tire as aspas; no cmd use aspas duplas.")
    try:
        return struct.calcsize(format)
    except (struct.error, UnicodeEncodeError) as error:
        raise UsageError(f"Formato «{format}»: {error}.") from None


# endregion own-values-counted

# region own-values-read
INTEGER = re.compile(r"([+-]?)([0-9]{1,30}|0x[0-9a-f]{1,20})", re.IGNORECASE)
TOO_LONG = re.compile(r"[+-]?([0-9]{31,}|0x[0-9a-f]{21,})", re.IGNORECASE)
DECIMAL = re.compile(
    r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,4})?", re.IGNORECASE
)
SPECIAL = ("inf", "-inf", "nan")
ANSWERS = {"sim": True, "não": False}


def _read_integer(word: str) -> int | None:
    if TOO_LONG.fullmatch(word):
        raise UsageError(
            f"«{word}» tem algarismos demais: no máximo 30, ou 20 depois de 0x."
        )
    match = INTEGER.fullmatch(word)
    if match is None:
        return None
    sign, digits = match.groups()
    value = int(digits, 16 if digits[1:2] in ("x", "X") else 10)
    return -value if sign == "-" else value


def _read_decimal(word: str) -> float | None:
    is_number = DECIMAL.fullmatch(word) or word in SPECIAL
    return float(word) if is_number else None


def _read_value(code: str, word: str) -> Any:
    def wrong(wanted: str) -> UsageError:
        return UsageError(f"«{word}» não serve para o código {code}: {wanted}.")

    if code in "sp":
        return word.encode()
    if code == "c":
        data = word.encode()
        if len(data) == 1:
            return data
        raise wrong(f"ele é de um byte só, e isto são {len(data)}")
    if code == "?":
        if word not in ANSWERS:
            raise wrong("escreva sim ou não")
        return ANSWERS[word]
    is_float = code in "efd"
    value = _read_decimal(word) if is_float else _read_integer(word)
    if value is not None:
        return value
    if is_float:
        raise wrong("escreva um número, com ponto e não vírgula (2.5)")
    raise wrong("escreva um número inteiro (7, -2 ou 0xff)")


# endregion own-values-read


# region own-values-any
def read_any_value(word: str) -> int | float | str:
    """Sem formato, quem diz o tipo é a cara da palavra."""
    for read in (_read_integer, _read_decimal):
        value = read(word)
        if value is not None:
            return value
    return word


# endregion own-values-any
