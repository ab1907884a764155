# region byte-tour-imports
"""De qual valor é cada byte, em hexadecimal.

Números (struct), letras, e valores que levam o tipo junto (marshal).
"""

import struct
import sys
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python; os
# desta lição, ao lado deste arquivo.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/struct-marshal/python"))
from marshal_bytes import show_costs, show_marshal  # noqa: E402
from own_values import read_any_value, read_values  # noqa: E402
from struct_bytes import show_struct  # noqa: E402
from text_bytes import show_text  # noqa: E402
from tomada import (  # noqa: E402
    UsageError,
    end_on_interrupt,
    read_options,
    switch_option,
    visible_text,
    whole_number_option,
)

# endregion byte-tour-imports

# region byte-tour-options
CALL = "python3 lessons/struct-marshal/python/byte-tour.py"
options = read_options(
    usage=f"{CALL} <formato> <valores…>",
    about="Mostra de qual valor é cada byte. Sem palavras, uma visita guiada.",
    options={
        "text": switch_option("as palavras são um texto, em ASCII, Latin-1 e UTF-8"),
        "marshal": switch_option("as palavras são uma lista, escrita por marshal"),
        "part": whole_number_option(
            "só esta parte da visita; 0 mostra todas", 0, lowest=0, highest=6
        ),
    },
    words="",
    words_optional=True,
)
words, text, marshal = options.words, options.text, options.marshal
touring = not (words or text or marshal)
end_on_interrupt()
# endregion byte-tour-options

# region byte-tour-parts
parts = []
"""A visita. Cada passo acrescenta uma parte."""
# endregion byte-tour-parts


# region byte-tour-struct
def show_numbers() -> None:
    show_struct("!iIlLfd", [-2, 7, -2, 7, 0.1, 0.1])


parts.append(("struct: cada valor tem o seu lugar", show_numbers))
# endregion byte-tour-struct


# region byte-tour-order
def show_order() -> None:
    show_struct(">I", [7])
    show_struct("<I", [7])
    (misread,) = struct.unpack("<I", struct.pack(">I", 7))
    print(f"escrito com > e lido com <, o 7 vira {misread}")


parts.append(("A ordem dos bytes: > e <", show_order))
# endregion byte-tour-order


# region byte-tour-native
def show_native() -> None:
    show_struct("!bl", [7, -2])
    show_struct("@bl", [7, -2])


parts.append(("O formato nativo: @", show_native))
# endregion byte-tour-native

# region byte-tour-text
parts.append(("Texto: uma letra não é um byte", lambda: show_text("olá")))
# endregion byte-tour-text


# region byte-tour-marshal
def show_typed() -> None:
    show_marshal('[7, "olá"] em marshal', [7, "olá"])


parts.append(("marshal: o tipo viaja junto", show_typed))
# endregion byte-tour-marshal

# region byte-tour-costs
parts.append(("Quantos bytes custa dizer o tipo", show_costs))
# endregion byte-tour-costs


# region byte-tour-own
def show_own() -> None:
    """O que se digitou, no lugar da visita."""
    if text and marshal:
        raise UsageError("Escolha uma das opções: --text ou --marshal.")
    if options.part != 0:
        raise UsageError("--part é da visita: use a opção sozinha.")
    if not words:
        raise UsageError(f"Faltaram as palavras. Por exemplo: {CALL} --text olá")
    if text:
        show_text(" ".join(words))
    elif marshal:
        values = [read_any_value(word) for word in words]
        show_marshal("a sua lista em marshal", values)
    else:
        show_struct(words[0], read_values(words[0], words[1:]))


if not touring:
    try:
        show_own()
    except UsageError as error:
        print(visible_text(str(error)), file=sys.stderr)
        sys.exit(2)
    except (struct.error, OverflowError) as error:
        # Um valor errado é uso errado, e não defeito do programa.
        print(visible_text(f"Formato «{words[0]}»: {error}."), file=sys.stderr)
        sys.exit(2)
# endregion byte-tour-own

# region byte-tour-start
if touring and options.part > len(parts):
    # Só acontece em um passo do meio: a última parte ainda não chegou.
    print(
        f"Neste passo a visita só vai até a parte {len(parts)}: "
        f"a parte {options.part} vem depois.",
        file=sys.stderr,
    )
    sys.exit(2)
elif touring:
    for number, (title, show) in enumerate(parts, 1):
        if options.part not in (0, number):
            continue
        if options.part == 0 and number > 1:
            print()
        print(f"{number}. {title}")
        show()
# endregion byte-tour-start
