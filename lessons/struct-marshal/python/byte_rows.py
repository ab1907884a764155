# region byte-rows-row
"""Bytes no terminal: todos juntos, e depois um dono em cada linha."""

import os
import sys
from typing import NamedTuple

COLOURS = ("cyan", "yellow", "magenta", "green")
"""As cores dos donos, uma depois da outra."""


class Row(NamedTuple):
    """Alguns bytes seguidos e o que eles são, em colunas."""

    offset: int
    size: int
    colour: str
    cells: list[str]


# endregion byte-rows-row

# region byte-rows-colour
CODES = {"green": 32, "yellow": 33, "magenta": 35, "cyan": 36, "gray": 90}


def _colourful() -> bool:
    """Cor, só em um terminal que a mostre (NO_COLOR a desliga)."""
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    understood = os.name != "nt" or "WT_SESSION" in os.environ
    return sys.stdout.isatty() and understood and not unwanted


def _paint(text: str, colour: str) -> str:
    return f"\x1b[{CODES[colour]}m{text}\x1b[39m" if _colourful() else text


# endregion byte-rows-colour


# region byte-rows-show
def _slices(items: list, size: int) -> list[list]:
    starts = range(0, max(1, len(items)), size)
    return [items[start : start + size] for start in starts]


def show_bytes(title: str, data: bytes, rows: list[Row]) -> None:
    """Um título, os bytes como vão pela rede, e de quem é cada um."""
    print(f"{title}: {counted(len(data), 'byte')}")
    owned = [
        [(f"{byte:02x}", colour) for byte in data[offset : offset + size]]
        for offset, size, colour, _ in rows
    ]
    if len(rows) > 1:
        for line in _slices([each for own in owned for each in own], 16):
            print("  " + " ".join(_paint(each, colour) for each, colour in line))
    width = max([min(len(own), 8) for own in owned] + [1])
    columns = [
        max(len(cell) for cell in column)
        for column in zip(*(cells for *_, cells in rows))
    ]
    for (offset, _, colour, cells), own in zip(rows, owned):
        named = [cell.ljust(column) for cell, column in zip(cells, columns)]
        for at, part in enumerate(_slices(own, 8)):
            text = " ".join(each for each, _ in part)
            space = " " * (width * 3 - 1 - len(text))
            rest = "  " + "  ".join(named) if at == 0 else ""
            line = f"{offset + at * 8:6}  {_paint(text, colour)}{space}{rest}"
            print(line.rstrip(" "))


def counted(count: int, noun: str) -> str:
    """«1 byte», «2 bytes»."""
    ending = "" if count == 1 else "es" if noun.endswith("r") else "s"
    return f"{count} {noun}{ending}"


# endregion byte-rows-show
