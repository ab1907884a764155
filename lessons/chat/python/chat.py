# region chat-imports
"""O chat: o mesmo programa nos dois computadores, cada um com o endereço do outro em --ip.

Tanto faz quem começa.
"""

import asyncio
import re
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NoReturn

# O módulo que os pares em Python compartilham mora em packages/utils/python; os
# do chat, ao lado deste arquivo (os passos rodam de uma pasta vizinha).
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/chat/python"))
from chat_ending import explain_call, explain_listen, leave  # noqa: E402
from chat_options import read_chat_options  # noqa: E402
from conversation import Conversation, RefusedError  # noqa: E402
from screen import Screen, end, now  # noqa: E402
from tcp_channel import TcpChannel  # noqa: E402
from tomada import end_on_interrupt, format_endpoint, visible_text  # noqa: E402
from udp_channel import UdpChannel  # noqa: E402

# endregion chat-imports

# region chat-start
options = read_chat_options()
name, target, own = options.name, options.target, options.own
screen = Screen()
conversation = Conversation(name, options.silence)
end_on_interrupt(conversation.say_bye)


def fail(sentence: str, code: int) -> NoReturn:
    """Uma frase na saída de erros, e o fim."""
    print(sentence, file=sys.stderr)
    end(code)
    raise SystemExit


def reached(peer: str, again: bool) -> None:
    shown = visible_text(peer)
    screen.print(f"{shown} voltou." if again else f"Conectado a {shown}")


conversation.on("reached", reached)
# endregion chat-start


# region chat-tcp
async def start_tcp() -> None:
    """Escuta e chama em TCP."""
    channel = TcpChannel(conversation, target)
    screen.print(f"Escutando em {await channel.listen(own)}")
    conversation.start(channel)


ways: dict[str, Callable[[], Awaitable[None]]] = {"tcp": start_tcp}
# endregion chat-tcp


# region chat-lines
def show_line(who: str, text: str) -> None:
    screen.print(f"{now()} {visible_text(who)}: {visible_text(text)}")


conversation.on("line", show_line)
# endregion chat-lines

# region chat-trouble
there = format_endpoint(*target)


def explain_failure(error: BaseException | None) -> str:
    """Por que a chamada não deu certo; o programa continua chamando."""
    if isinstance(error, RefusedError):
        return f"{there} recusou a conversa: {visible_text(str(error))}"
    if isinstance(error, ConnectionRefusedError):
        return f"Ainda não há ninguém em {there}"
    if isinstance(error, socket.gaierror):
        return fail(explain_call(error, target), 1)
    if error is None:
        return f"Chamei {there} e o outro lado não responde"
    return explain_call(error, target).split("\n")[0].removesuffix(".")


def wrong(where: str, reason: str, called: bool) -> None:
    if called:
        fail(f"Em {where}, quem atende {reason}. Confira --ip e --port.", 1)
    screen.print(f"Dispensei {where}: {reason}.")


conversation.on("failed", lambda error: screen.print(f"{explain_failure(error)}; continuo chamando."))
conversation.on("lost", lambda who: screen.print(f"A conexão com {visible_text(who)} caiu; chamo de novo."))
conversation.on(
    "silent",
    lambda who: screen.print(
        f"{visible_text(who)}: o outro lado não responde há {options.silence:g} s; continuo chamando."
    ),
)
conversation.on("left", lambda who: screen.print(f"{visible_text(who)} saiu."))
conversation.on("wrong", wrong)
conversation.on(
    "myself",
    lambda: fail(
        f"{there} é este mesmo programa. Em --ip vai o endereço do outro computador; para dois chats "
        "neste, use duas portas, por exemplo: --port 5001 --local-port 5000 em um, e o contrário no outro.",
        2,
    ),
)
# endregion chat-trouble

# region chat-commands
HELP = """/quem  com quem você está
/ping  quanto leva a ida e a volta
/sair  ir embora, depois que tudo chegou
//     para começar uma linha com uma barra só"""


def is_together() -> bool:
    return conversation.machine.state == "together"


def show_peer() -> None:
    other = f"{visible_text(conversation.peer_name)}, em {conversation.where}" if is_together() else "ninguém ainda"
    screen.print(f"Você é {name}; do outro lado: {other}.")


def show_pong(seconds: float) -> None:
    screen.print(f"Ida e volta: {seconds * 1000:.1f} ms".replace(".", ","))


conversation.on("pong", show_pong)


async def obey(line: str) -> bool:
    """Se a linha é um comando, faz o que ele manda."""
    if not re.fullmatch(r"/[^\s/]+", line):
        return False
    if line == "/ajuda":
        screen.print(HELP)
    elif line == "/quem":
        conversation.who() if options.way == "room" else show_peer()
    elif line == "/ping":
        conversation.ping() if is_together() else show_peer()
    elif line == "/sair":
        await go_away(False)
    else:
        screen.print(f"Não conheço {visible_text(line)}. Veja /ajuda.")
    return True


# endregion chat-commands


# region chat-udp
async def start_udp() -> None:
    """Escuta e chama em UDP: um socket só, ou de IPv4 ou de IPv6."""
    family = socket.AF_INET6 if ":" in own[0] else socket.AF_INET
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(*target, family=family, type=socket.SOCK_DGRAM)
    except OSError as error:
        fail(explain_call(error, target), 1)
    except UnicodeError:  # Um nome que o DNS nem aceita, por ser comprido demais.
        fail(explain_call(socket.gaierror(socket.EAI_NONAME, "not a name"), target), 1)
    channel = UdpChannel(conversation, found[0][4])
    screen.print(f"Escutando em {await channel.listen(own)}")
    conversation.start(channel)


ways["udp"] = start_udp
# endregion chat-udp


# region chat-room
async def start_in_room() -> None:
    """Em uma sala só se chama: quem escuta é ela."""
    conversation.start(TcpChannel(conversation, target))


ways["room"] = start_in_room
conversation.on("notice", lambda text: screen.print(f"* {visible_text(text)}"))
conversation.on(
    "earlier",
    lambda who, text: screen.print(f"[antes] {visible_text(who)}: {visible_text(text)}"),
)
# endregion chat-room


# region chat-run
async def main() -> None:
    start = ways.get(options.way)
    if start is None:
        fail("Isto só vem em um passo mais adiante.", 2)
    try:
        await start()
    except OSError as error:
        fail(explain_listen(error, own), 1)
    # endregion chat-run
    # region chat-keyboard
    has_read = False
    async for line in screen.lines():
        has_read = True
        # endregion chat-keyboard
        # region chat-obey
        if await obey(line):
            continue
        # endregion chat-obey
        # region chat-say
        text = line[1:] if line.startswith("//") else line
        if text:
            await conversation.sender.say(text)
    # Sem nada na entrada (/dev/null), o chat só ouve, até o Ctrl-C.
    if has_read or screen.is_terminal:
        await go_away(not screen.is_terminal)
    # endregion chat-say
    # region chat-main
    await asyncio.Event().wait()


# endregion chat-main


# region chat-go-away
async def go_away(is_pipe: bool) -> None:
    await leave(conversation, options.timeout, is_pipe, target)


# endregion chat-go-away

# region chat-main-run
asyncio.run(main())
# endregion chat-main-run
