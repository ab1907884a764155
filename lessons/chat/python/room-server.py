# region room-server-imports
"""A sala: todos se conectam a ela, e o que um diz ela passa aos outros.

As mensagens são as mesmas do chat de dois.
"""

import asyncio
import random
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/chat/python"))
from delivery import Inbox  # noqa: E402
from member import Member  # noqa: E402
from members import Members  # noqa: E402
from message import Message, split_line  # noqa: E402
from tomada import (  # noqa: E402
    end_on_interrupt,
    end_with_error,
    format_endpoint,
    host_option,
    listen_port_option,
    read_options,
    say,
    whole_number_option,
)

# endregion room-server-imports

# region room-server-options
options = read_options(
    usage="python3 lessons/chat/python/room-server.py",
    about="Sala de chat: o que um diz, todos os outros recebem.",
    options={
        "host": host_option("onde escutar", "0.0.0.0"),
        "port": listen_port_option(5001),
        "rate": whole_number_option("linhas por segundo, de cada um", 20, 1, 100_000),
        "most": whole_number_option("quantas pessoas cabem", 2000, 1, 100_000),
    },
)
accept: Callable[[], asyncio.BaseProtocol] = asyncio.Protocol
# endregion room-server-options

# region room-server-join
# O número desta vez em que a sala roda, como o de cada chat.
session = random.randrange(1, 2**32)
members = Members()
# Com mais gente que isto, quem entra e quem sai já não é notícia.
MOST_TOLD = 50


def join(member: Member, hello: Message) -> None:
    if member.session:
        return  # Já entrou.
    before = members.get(hello.sender)
    if before:
        # O mesmo programa, de volta antes de darmos pela queda dele.
        part(before)
        before.transport.abort()
    if len(members) >= options.most:
        member.refuse("a sala está cheia")
        return
    members.add(member, hello.sender, hello.text)
    say(f"{member.name} entrou; na sala: {len(members)}.")
    tell_if_few(member, f"{member.name} entrou.")
    if member.name != hello.text:
        member.send("notice", 0, f"Aqui você é {member.name}.")
    # endregion room-server-join
    # region room-server-join-inbox
    if hello.sender not in remembered:
        member.inbox.restart(hello.number)
    # endregion room-server-join-inbox
    # region room-server-join-history
    for number, text in history:
        member.send("earlier", number, text)
    # endregion room-server-join-history
    # region room-server-join-end
    member.send("notice", 0, members.describe())


def tell_if_few(member: Member, text: str) -> None:
    """Mil pessoas entrando seriam meio milhão de avisos."""
    if len(members) <= MOST_TOLD:
        members.tell_others(member, "notice", 0, text)


def part(member: Member) -> None:
    """Alguém se foi."""
    if members.remove(member):
        say(f"{member.name} saiu; na sala: {len(members)}.")
        tell_if_few(member, f"{member.name} saiu.")


# endregion room-server-join-end


# region room-server-receive
def receive(message: Message, member: Member) -> None:
    kind = message.kind
    # endregion room-server-receive
    # region room-server-recall
    # Quem volta fica sabendo, já no olá, até que linha chegou antes.
    if kind == "hello":
        member.inbox = remembered.get(message.sender, member.inbox)
    # endregion room-server-recall
    # region room-server-greet
    if kind == "hello" and message.to != session:
        member.send("hello", 1, "sala", message.sender)  # Ele ainda não nos conhece.
    elif kind == "hello":
        join(member, message)
    if members.get(message.sender) is not member or message.to != session:
        return
    if kind == "ping":
        member.send("pong", message.number)
    if kind == "who":
        member.send("notice", 0, members.describe())
    if kind == "bye":
        member.transport.close()
    # endregion room-server-greet
    # region room-server-text
    if kind == "text":
        hear(member, message)
    # endregion room-server-text


# region room-server-hear
# As linhas já recebidas de quem caiu e pode voltar.
remembered: dict[int, Inbox] = {}
MOST_REMEMBERED = 5_000
said = 0


def hear(member: Member, message: Message) -> None:
    """Alguém disse uma linha."""
    global said
    lines = member.inbox.take(message.number, message.text)
    # Com o nome na frente, um texto maior que o combinado não caberia.
    for line in (part for each in lines for part in split_line(each)):
        said += 1
        signed = f"{member.name}\n{line}"
        members.tell_others(member, "said", said, signed)
        # endregion room-server-hear
        # region room-server-history
        history.append((said, signed))
        # endregion room-server-history
    # region room-server-confirm
    member.send("ack")
    remembered.pop(member.session, None)
    remembered[member.session] = member.inbox  # O mais novo, no fim.
    if len(remembered) > MOST_REMEMBERED:
        del remembered[next(iter(remembered))]


# endregion room-server-confirm

# region room-server-history-list
# O que se disse por último, para quem chega.
history: deque[tuple[int, str]] = deque(maxlen=20)
# endregion room-server-history-list


# region room-server-serve
def serve() -> Member:
    return Member(session, options.rate, receive, part)


accept = serve
# endregion room-server-serve


# region room-server-listen
async def main() -> None:
    loop = asyncio.get_running_loop()
    where = (options.host, options.port)
    try:
        server = await loop.create_server(accept, *where, backlog=511)
    except OSError as error:
        end_with_error(error, options.host, options.port, "listen")
    address = server.sockets[0].getsockname()
    print(f"Escutando em {format_endpoint(*address[:2])}")
    await server.serve_forever()


end_on_interrupt()
asyncio.run(main())
# endregion room-server-listen
