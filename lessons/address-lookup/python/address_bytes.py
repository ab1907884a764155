# region address-bytes-ipv4
"""Endereços em texto e em bytes.

Pela rede só andam os bytes: quatro no IPv4, dezesseis no IPv6. O texto é para as
pessoas.
"""

import re
import socket

from tomada import UsageError


def read_ipv4(text: str) -> bytes:
    """De «192.168.0.1» para os quatro bytes; UsageError diz o que não serve."""

    def wrong(reason: str) -> UsageError:
        return UsageError(f"«{text}» não é um endereço IPv4: {reason}.")

    def read_part(part: str) -> int:
        if not re.fullmatch("[0-9]+", part):
            raise wrong(f"«{part}» não é um número")
        # Há programas que leem 010 em base 8, e o endereço deles seria outro.
        if len(part) > 1 and part.startswith("0"):
            raise wrong(f"«{part}» começa com zero, e há quem leia isso em base 8")
        if len(part) > 3 or int(part) > 255:
            raise wrong(f"{part} não cabe em um byte, que vai só até 255")
        return int(part)

    parts = text.split(".")
    if "" in parts:
        raise wrong("falta um número junto de um ponto")
    if len(parts) != 4:
        raise wrong(f"são quatro números separados por pontos, não {len(parts)}")
    return bytes(read_part(part) for part in parts)


def write_ipv4(address: bytes) -> str:
    """E de volta: um byte, um número em decimal. É o que faz inet_ntoa."""
    return ".".join(str(byte) for byte in address)


# endregion address-bytes-ipv4


# region address-bytes-ipv6
def read_ipv6(text: str) -> bytes:
    """De «2001:db8::1» para os dezesseis bytes."""
    try:
        return socket.inet_pton(socket.AF_INET6, text)
    except OSError:
        rule = (
            "são até oito grupos de um a quatro algarismos hexadecimais, "
            "separados por «:», e «::» uma vez só"
        )
        raise UsageError(f"«{text}» não é um endereço IPv6: {rule}.") from None


def write_ipv6(address: bytes) -> str:
    """E de volta, por extenso: dois bytes em cada grupo, sem encurtar nada."""
    return address.hex(":", 2)


# endregion address-bytes-ipv6


# region address-bytes-reverse
def reverse_name(address: bytes) -> str:
    """O nome que se pergunta ao DNS para achar os nomes de um endereço.

    Um nome tem o mais geral no fim, um endereço, no começo: por isso vai de trás
    para frente.
    """
    if len(address) == 4:
        return write_ipv4(address[::-1]) + ".in-addr.arpa"
    return ".".join(reversed(address.hex())) + ".ip6.arpa"


# endregion address-bytes-reverse
