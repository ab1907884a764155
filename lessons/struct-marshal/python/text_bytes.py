# region text-bytes-encode
"""Texto e bytes: a mesma letra em três codificações, e o que dá errado."""

from byte_rows import COLOURS, Row, counted, show_bytes
from tomada import visible_text

ENCODINGS = (("ASCII", "ascii"), ("Latin-1", "latin-1"), ("UTF-8", "utf-8"))


def _code_point(letter: str) -> str:
    """«U+00E1»: o número da letra no Unicode."""
    return f"U+{ord(letter):04X}"


# endregion text-bytes-encode


# region text-bytes-show
def show_text(text: str) -> None:
    """O texto em cada codificação, uma letra por linha."""
    for name, encoding in ENCODINGS:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError as error:
            strange = text[error.start]
            letter = f"«{visible_text(strange)}» ({_code_point(strange)})"
            print(f"{name}: não existe; {letter} não cabe")
            continue
        rows, offset = [], 0
        for index, letter in enumerate(text):
            size = len(letter.encode(encoding))
            cells = [_code_point(letter), visible_text(letter)]
            rows.append(Row(offset, size, COLOURS[index % len(COLOURS)], cells))
            offset += size
        show_bytes(name, data, rows)
    _show_misreadings(text)


# endregion text-bytes-show


# region text-bytes-misread
def _show_misreadings(text: str) -> None:
    """O que se lê quando os dois lados não combinaram."""
    utf8 = text.encode()

    def say(what: str, read: str) -> None:
        print(f"{what}: {visible_text(read)}")

    say("UTF-8 lido como Latin-1", utf8.decode("latin-1"))
    try:
        latin1 = text.encode("latin-1")
        say("Latin-1 lido como UTF-8", latin1.decode("utf-8", "replace"))
    except UnicodeEncodeError:
        pass  # Em Latin-1 este texto não existe.
    say("UTF-8 sem o último byte", utf8[:-1].decode("utf-8", "replace"))
    letters = counted(len(text), "letra")
    print(f"{letters}, {counted(len(utf8), 'byte')} em UTF-8")


# endregion text-bytes-misread
