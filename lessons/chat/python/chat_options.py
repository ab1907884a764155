# region chat-options-name
"""As opções do chat."""

import dataclasses
import getpass
import ipaddress
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from message import is_good_name

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    Option,
    UsageError,
    choice_option,
    host_option,
    listen_port_option,
    read_options,
    seconds_option,
    visible_text,
)


def own_name() -> str:
    """O nome de quem usa este computador."""
    try:
        candidates = [getpass.getuser(), socket.gethostname()]
    except (OSError, KeyError):
        candidates = [socket.gethostname()]  # Um usuário sem nome: acontece em contêineres.
    return next((each for each in candidates if is_good_name(each)), "alguém")


def read_name(text: str, option: str) -> str:
    if is_good_name(text):
        return text
    shown = visible_text(text)
    shown = shown[:20] + ("…" if len(shown) > 20 else "")
    raise UsageError(
        f"Opção {option}: «{shown}» não serve. Use de 1 a 32 letras, sem espaço nas pontas, "
        f"por exemplo: {option} Ana"
    )


name_option = Option("<nome>", "como os outros veem você: de 1 a 32 letras", own_name(), "Ana", read_name)
# endregion chat-options-name


# region chat-options-read
def without(option: Option, about: str, fallback_words: str) -> Option:
    """A mesma opção, com outro valor padrão, dito em palavras."""
    return dataclasses.replace(option, about=about, fallback=None, fallback_words=fallback_words)


def is_ipv6(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).version == 6
    except ValueError:
        return False


def read_room(text: str, option: str) -> tuple[str, int | None]:
    if is_ipv6(text):
        return text, None
    match = re.fullmatch(r"(?:\[(.+)\]|([^:\s]+))(?::([0-9]{1,5}))?", text)
    bracketed, plain, digits = match.groups() if match else (None, "", None)
    host = bracketed if bracketed is not None else plain
    is_host = host[:1] not in ("", "-") if bracketed is None else is_ipv6(host)
    if is_host and 0 < int(digits or 1) <= 65535:
        return host, int(digits) if digits else None
    raise UsageError(
        f"Opção {option}: «{visible_text(text)}» não é o endereço de uma sala. Por exemplo: {option} 192.168.0.20"
    )


room_option = Option("<endereço[:porta]>", "", None, "192.168.0.20", read_room)
PEER_PORT = 5000
ROOM_PORT = 5001
port_option = listen_port_option(PEER_PORT)


@dataclass(frozen=True)
class ChatOptions:
    """A linha de comando, lida e conferida."""

    name: str
    way: str
    target: tuple[str, int]
    own: tuple[str, int]
    silence: float
    timeout: float


def read_chat_options() -> ChatOptions:
    """Lê a linha de comando; o que falta ou não combina termina com código 2."""
    read: Any = read_options(
        usage="python3 lessons/chat/python/chat.py",
        about="Chat: conversa com outro computador (--ip) ou em uma sala (--room).",
        options={
            "ip": without(host_option(""), "endereço do outro computador", "nenhum"),
            "room": without(room_option, "endereço de uma sala", "nenhuma"),
            "protocol": choice_option("como as mensagens vão", ["tcp", "udp"]),
            "name": name_option,
            "port": without(
                port_option,
                f"porta do outro lado (a de uma sala é {ROOM_PORT}); 0 só espera ser chamado",
                str(PEER_PORT),
            ),
            "local-port": without(
                port_option, "porta onde escutar; 0 pede uma livre ao sistema", "a mesma de --port"
            ),
            "listen-host": without(
                host_option("", "0.0.0.0"), "onde escutar", "todos os endereços, 0.0.0.0"
            ),
            "silence": seconds_option("silêncio até dizer que ele não responde", 10),
            "timeout": seconds_option("quanto esperar, no fim, pelas confirmações", 30),
        },
    )
    if not read.ip and not read.room:
        refuse("Faltou dizer com quem falar: --ip 192.168.0.20, por exemplo.")
    if read.ip and read.room:
        refuse("Escolha uma das opções: --ip ou --room.")
    if read.room:
        host, own_port = read.room
        target = (host, own_port if own_port is not None else ROOM_PORT if read.port is None else read.port)
        if target[1] == 0:
            refuse("Opção --port: «0» não serve com --room: diga a porta da sala.")
        if read.protocol == "udp":
            refuse("Opção --protocol: «udp» não serve com --room: a sala é TCP.")
    else:
        target = (read.ip, PEER_PORT if read.port is None else read.port)
    own_host = read.listen_host or ("::" if is_ipv6(target[0]) else "0.0.0.0")
    own = (own_host, target[1] if read.local_port is None else read.local_port)
    way = "room" if read.room else read.protocol
    return ChatOptions(read.name, way, target, own, read.silence, read.timeout)


def refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


# endregion chat-options-read
