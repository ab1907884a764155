# region message-format
"""As mensagens do chat, versão 1, byte por byte: as mesmas de src/message.ts.

posição  bytes
   0       2    as letras «TC»
   2       1    versão do formato: 1
   3       1    tipo da mensagem (a lista KINDS)
   4       4    sessão de quem envia, sorteada quando o programa começa
   8       4    sessão de quem recebe; 0 quando ainda não se conhece
  12       4    número: o que ele diz depende do tipo
  16       4    confirmação: tenho todas as suas linhas até este número
  20      0…    texto: um nome, uma linha, um aviso
"""

import struct
from dataclasses import dataclass

KINDS = {
    "hello": 1,  # texto: o meu nome; número: o da próxima linha que enviarei
    "text": 2,  # uma linha digitada; número: 1, 2, 3…
    "ack": 3,  # só a confirmação
    "ping": 4,  # você está aí?
    "pong": 5,  # estou; o número volta como veio
    "bye": 6,  # fui embora
    "refused": 7,  # não converso com você; texto: por quê
    "said": 8,  # da sala: o nome, uma quebra de linha e o que ele disse
    "earlier": 9,  # o mesmo, dito antes de você entrar
    "notice": 10,  # da sala: um aviso
    "who": 11,  # para a sala: quem está aí?
}
KIND_OF = {code: kind for kind, code in KINDS.items()}
VERSION = 1
HEAD = struct.Struct("!2sBBIIII")
LONGEST = 1_400


@dataclass(frozen=True)
class Message:
    """Uma mensagem aberta."""

    kind: str
    sender: int
    to: int
    number: int
    ack: int
    text: str


# endregion message-format


# region message-encode
def encode(
    kind: str, sender: int, to: int, number: int = 0, ack: int = 0, text: str = ""
) -> bytes:
    """Uma mensagem em bytes; do texto, só o que cabe nela."""
    most = LONGEST - HEAD.size
    body = text.encode("utf-8", errors="replace")
    if len(body) > most:
        body = split_line(text, most)[0].encode("utf-8", errors="replace")
    head = HEAD.pack(b"TC", VERSION, KINDS[kind], sender, to, number, ack)
    return head + body


def frame(message: bytes) -> bytes:
    """A mensagem como ela vai em TCP: o tamanho antes."""
    return struct.pack("!I", len(message)) + message


# endregion message-encode


# region message-decode
class FormatError(Exception):
    """Os bytes não são uma mensagem nossa; a frase diz por quê."""


def decode(data: bytes) -> Message:
    """Abre uma mensagem, ou diz por que não dá: FormatError."""
    if len(data) < 3 or data[:2] != b"TC":
        raise FormatError("não fala o protocolo do chat")
    if data[2] != VERSION:
        raise FormatError(f"fala a versão {data[2]} do chat, e este programa, a {VERSION}")
    if not HEAD.size <= len(data) <= LONGEST or data[3] not in KIND_OF:
        raise FormatError("mandou uma mensagem estragada")
    _, _, kind, sender, to, number, ack = HEAD.unpack_from(data)
    text = data[HEAD.size :].decode("utf-8", errors="replace")
    return Message(KIND_OF[kind], sender, to, number, ack, text)


class FrameDecoder:
    """Corta os bytes do TCP em mensagens, cheguem eles como chegarem."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def push(self, piece: bytes) -> list[Message]:
        """As mensagens que ficaram inteiras, ou FormatError."""
        self._pending += piece
        messages = []
        start = 0
        while len(self._pending) - start >= 4:
            (length,) = struct.unpack_from("!I", self._pending, start)
            if length > LONGEST:
                # Quem fala outra coisa, como HTTP, cai aqui.
                raise FormatError("não fala o protocolo do chat")
            if len(self._pending) - start - 4 < length:
                break
            messages.append(decode(bytes(self._pending[start + 4 : start + 4 + length])))
            start += 4 + length
        del self._pending[:start]
        return messages


# endregion message-decode

# region message-limits
LONGEST_TEXT = 1_000
LONGEST_NAME = 32


def split_line(line: str, longest: int = LONGEST_TEXT) -> list[str]:
    """Parte uma linha comprida sem partir nenhuma letra."""
    parts = [""]
    size = 0
    for letter in line:
        count = len(letter.encode("utf-8", errors="replace"))
        if size + count > longest:
            parts.append("")
            size = 0
        parts[-1] += letter
        size += count
    return parts


def short_name(name: str) -> str:
    """O nome que o outro lado diz ter, até onde mostramos um nome."""
    return name[:LONGEST_NAME] or "alguém"


def is_good_name(name: str) -> bool:
    """Se um nome serve: de 1 a 32 letras, nenhuma de controle, sem sobra nas pontas."""
    if not 1 <= len(name) <= LONGEST_NAME or name != name.strip():
        return False
    return not any(ord(each) < 32 or 127 <= ord(each) < 160 or each in "\u2028\u2029" for each in name)


# endregion message-limits
