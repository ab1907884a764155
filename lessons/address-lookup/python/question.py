# region question-read
"""O que é cada palavra da linha de comando: um nome, um IPv4 ou um IPv6.

O que parece um endereço tem de ser um endereço certo; nada se procura às cegas.
"""

import re
from dataclasses import dataclass

from address_bytes import read_ipv4, read_ipv6, reverse_name
from tomada import UsageError


@dataclass
class Question:
    text: str  # Como foi digitada.
    kind: str  # «nome», «endereço IPv4» ou «endereço IPv6».
    address: bytes  # Um nome não tem nenhum.
    dns_name: str  # O nome que se pergunta ao DNS.


def read_question(text: str) -> Question:
    """UsageError diz por que a palavra não serve."""
    if re.fullmatch("[0-9.]+", text):
        address = read_ipv4(text)
        return Question(text, "endereço IPv4", address, reverse_name(address))
    if ":" in text:
        refuse_decorated(text)
        address = read_ipv6(text)
        return Question(text, "endereço IPv6", address, reverse_name(address))
    return Question(text, "nome", b"", read_name(text))


# endregion question-read


# region question-decorated
def refuse_decorated(text: str) -> None:
    """Com dois-pontos, mas com algo em volta que não é do endereço."""

    def wrong(reason: str) -> UsageError:
        return UsageError(f"«{text}» não é só um endereço: {reason}.")

    if "/" in text:
        raise wrong("tire o protocolo e as barras, que são de uma URL")
    if "[" in text:
        raise wrong("os colchetes só servem para separar a porta; tire-os, e a porta também")
    if port := re.fullmatch("[^:]*(:[0-9]*)", text):
        raise wrong(f"a porta não faz parte dele; tire «{port[1]}»")
    if "%" in text:
        raise wrong("o que vem depois de «%» é a interface por onde sair; tire-o")


# endregion question-decorated


# region question-name
def read_name(text: str) -> str:
    """O nome como ele anda no DNS, só em ASCII (punycode, RFC 3492)."""

    def wrong(reason: str) -> UsageError:
        return UsageError(f"«{text}» não é um nome: {reason}.")

    try:
        # O «idna» de Python é o de 2003; o Node segue o de hoje, e umas poucas
        # letras, como ß, dão outro nome.
        name = text if text.isascii() else text.encode("idna").decode()
    except UnicodeError:
        name = ""
    name = name.removesuffix(".")
    if name == "":
        raise wrong("não sobra nada dele que se possa perguntar ao DNS")
    if len(name) > 253:
        raise wrong(f"tem {len(name)} letras no DNS, e o máximo são 253")
    labels = name.split(".")
    for label in labels:
        if label == "":
            raise wrong("há um ponto sobrando")
        if len(label) > 63:
            raise wrong(
                f"entre dois pontos cabem 63 letras, e um pedaço tem {len(label)}"
            )
        if strange := re.search("[^a-zA-Z0-9_-]", label):
            raise wrong(f"não pode ter «{strange[0]}»")
    # O sistema tomaria 0x7f.1 por um endereço: 127.0.0.1.
    if re.fullmatch("[0-9]+|0[xX][0-9a-fA-F]*", labels[-1]):
        raise wrong("o último pedaço de um nome não pode ser um número")
    return name


# endregion question-name
