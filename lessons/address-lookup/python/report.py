# region report-rows
"""O que aparece no terminal: o que a palavra é, e uma linha por resposta."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from address_bytes import write_ipv4, write_ipv6
from question import Question


def show_row(label: str, lines: list[str]) -> None:
    print(f"  {label:<19}" + ("\n" + " " * 21).join(lines))


def show_question(question: Question) -> None:
    """O que se sabe sem perguntar a ninguém."""
    print(f"{question.text}: {question.kind}")
    address = question.address
    if question.kind == "nome":
        if not question.text.isascii():
            show_row("No DNS:", [question.dns_name])
        return
    write = write_ipv4 if question.kind == "endereço IPv4" else write_ipv6
    show_row("Bytes:", [" ".join(str(byte) for byte in address)])
    show_row("Em hexadecimal:", [address.hex(" ")])
    show_row("De volta a texto:", [write(address)])


# endregion report-rows


# region report-outcomes
@dataclass
class Outcome:
    """Uma resposta; sem ela, explanation diz o que houve."""

    label: str
    lines: list[str]
    explanation: str = ""


def report(question: Question, outcomes: list[Callable[[], Outcome]]) -> bool:
    """Mostra as respostas na ordem; False se ninguém soube de um nome."""
    show_question(question)
    explanations = []
    for wait in outcomes:
        outcome = wait()
        show_row(outcome.label, outcome.lines)
        if outcome.explanation:
            explanations.append(outcome.explanation)
    # Um endereço sem nome não é falha: os bytes dele estão aí.
    if question.kind != "nome" or len(explanations) < len(outcomes):
        return True
    # Ninguém respondeu: o que fazer, na saída de erros.
    if explanations:
        print(explanations[0], file=sys.stderr)
    return not outcomes


# endregion report-outcomes
