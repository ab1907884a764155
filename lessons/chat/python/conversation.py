# region conversation-events
"""Uma conversa: quem é o outro lado, o que dizer a ele e o que fazer com o que ele diz.

Não sabe se os bytes vão por TCP ou por UDP: isso é do canal.
"""

import asyncio
import random
import time
from collections.abc import Callable
from typing import Any, Protocol

from delivery import Inbox
from line_sender import LineSender
from message import Message, encode, short_name
from peer_machine import PeerMachine


class Route(Protocol):
    """Por onde uma mensagem veio, e por onde se responde a quem a mandou."""

    name: str

    def send(self, message: bytes) -> None: ...


class Channel(Protocol):
    """O que uma conversa pede à rede. Há dois: um em TCP, outro em UDP."""

    window: int
    repeats: bool
    may_call: bool
    route: Route | None

    def call(self) -> None: ...
    def use(self, route: Route, peer_session: int) -> str: ...
    def hang_up(self) -> None: ...
    def drop(self) -> None: ...
    async def close(self) -> None: ...


class RefusedError(Exception):
    """O outro lado não quis conversa; a mensagem diz por quê."""


# endregion conversation-events


# region conversation-start
class Conversation:
    """Os eventos são os de src/conversation.ts: on("line", função)."""

    def __init__(self, name: str, silence: float) -> None:
        self.session = random.randrange(1, 2**32)
        self.name = name
        self.peer_session, self.peer_name = 0, ""
        self.machine = PeerMachine(self._call, self.call_failed)
        self.sender = LineSender(lambda number, text: self._send("text", number, text))
        self.last_error: BaseException | None = None
        self.news = asyncio.Event()  # Alguma coisa aconteceu.
        self._inbox = Inbox()
        self._silence = silence
        self._channel: Channel | None = None
        self._beat: asyncio.Task[None] | None = None
        self._heard_at = 0.0
        self._is_told_apart = False
        self._listeners: dict[str, Callable[..., None]] = {}
        self._pings, self._pinged_at, self._said = 0, 0.0, 0

    def on(self, event: str, listener: Callable[..., None]) -> None:
        self._listeners[event] = listener

    def emit(self, event: str, *values: Any) -> None:
        listener = self._listeners.get(event)
        if listener:
            listener(*values)
        self.news.set()

    @property
    def where(self) -> str:
        """O endereço de quem está do outro lado."""
        route = self._channel.route if self._channel else None
        return route.name if route else ""

    def start(self, channel: Channel) -> None:
        """Começa a chamar por um canal."""
        self._channel = channel
        self.machine.may_call = channel.may_call
        self._beat = asyncio.ensure_future(self._check_silence())
        self.machine.fire("call")

    def _call(self) -> None:
        if self._channel:
            self._channel.call()

    def hello(self, to: int = 0) -> bytes:
        """O olá leva o meu nome e o número da primeira linha que ainda devo."""
        return self._encode("hello", self.sender.outbox.first, self.name, to)

    def _encode(self, kind: str, number: int, text: str, to: int) -> bytes:
        ack = self._inbox.last if to == self.peer_session else 0
        return encode(kind, self.session, to, number, ack, text)

    def _send(self, kind: str, number: int = 0, text: str = "") -> None:
        if self._channel and self._channel.route:
            self._channel.route.send(self._encode(kind, number, text, self.peer_session))

    # endregion conversation-start

    # region conversation-greet
    def receive(self, message: Message, route: Route) -> None:
        """Chegou uma mensagem inteira por este caminho."""
        if message.kind == "hello":
            self._greet(message, route)
        elif message.to != self.session:
            return  # É de outra conversa.
        elif message.kind == "refused":
            self.call_failed(RefusedError(message.text))
        elif message.sender == self.peer_session:
            self._hear(message)
        elif self.machine.state != "together":
            # Ele me conhece e eu não o conheço: o olá dele se perdeu no caminho.
            route.send(self.hello())

    def _greet(self, hello: Message, route: Route) -> None:
        channel, state = self._channel, self.machine.state
        if state == "left" or channel is None:
            return
        if hello.sender == self.session:
            self.emit("myself")
            return
        is_other = hello.sender != self.peer_session
        is_elsewhere = channel.route is None or route.name != channel.route.name
        if state == "together" and is_other and is_elsewhere:
            reason = f"já está em conversa com {self.peer_name}"
            route.send(self._encode("refused", 0, reason, hello.sender))
            return
        if hello.to != self.session:
            route.send(self.hello(hello.sender))  # Ele ainda não me conhece.
            return
        change = channel.use(route, hello.sender)
        if change == "rejected":
            return
        self._heard_at = time.monotonic()
        if is_other:
            self.peer_session, self.peer_name = hello.sender, short_name(hello.text)
            self._inbox.restart(hello.number)
            self._said = 0
        else:
            self._confirm(hello.ack)
        is_back = self.machine.fire("reached")
        if is_other or is_back:
            self._reached(not is_other)
        if is_other or change == "new":
            route.send(self.hello(hello.sender))
        if is_other or is_back or change == "new":
            self.sender.start(channel.window, channel.repeats)

    def _reached(self, again: bool) -> None:
        self._is_told_apart = False
        self.last_error = None
        self.emit("reached", self.peer_name, again)

    # endregion conversation-greet

    # region conversation-hear
    def _hear(self, message: Message) -> None:
        self._heard_at = time.monotonic()
        self._confirm(message.ack)
        kind, number = message.kind, message.number
        if kind == "bye":
            self._part_ways()
            return
        if self.machine.fire("reached") and self._channel:
            self._reached(True)
            self.sender.start(self._channel.window, self._channel.repeats)
        if kind == "text":
            lines = self._inbox.take(number, message.text)
            self._send("ack")
            for line in lines:
                self.emit("line", self.peer_name, line)
        elif kind == "ping":
            self._send("pong", number)
        elif kind == "pong":
            self._hear_pong(number)
        else:
            self._hear_room(kind, number, message.text)

    def _confirm(self, ack: int) -> None:
        """Toda mensagem diz até que linha minha o outro lado tem."""
        if self.sender.confirm(ack):
            self.emit("confirmed")

    # endregion conversation-hear

    # region conversation-trouble
    def call_failed(self, error: BaseException | None = None) -> None:
        """A chamada não deu certo; uma das próximas talvez dê."""
        if not self.machine.fire("failed"):
            return
        if self._channel:
            self._channel.hang_up()
        self.last_error = error
        told, self._is_told_apart = self._is_told_apart, True
        if not told:
            self.emit("failed", error)

    def misheard(self, where: str, reason: str, is_called: bool) -> None:
        """Chegou o que não é mensagem; de quem já conheço, é só um estrago."""
        is_stranger = self.peer_session == 0
        self.emit("wrong", where, reason, is_called and is_stranger)

    def channel_lost(self) -> None:
        """O canal perdeu o último caminho."""
        if not self.machine.fire("lost"):
            return
        self.sender.stop()
        self._is_told_apart = True
        self.emit("lost", self.peer_name)

    async def _check_silence(self) -> None:
        """Faz uma pergunta a quem se cala; de quem não responde, desiste."""
        while True:
            await asyncio.sleep(self._silence / 10)
            quiet = time.monotonic() - self._heard_at
            if self.machine.state != "together" or quiet < self._silence / 3:
                continue
            if quiet < self._silence:
                self._send("ping")
                continue
            self.machine.fire("silence")
            self.sender.stop()
            if self._channel:
                self._channel.drop()
            self._is_told_apart = True
            self.emit("silent", self.peer_name)

    # endregion conversation-trouble

    # region conversation-quit
    def _part_ways(self) -> None:
        """Ele se despediu. O que não foi confirmado fica para quem vier depois."""
        name = self.peer_name
        self.peer_session, self.peer_name = 0, ""
        self.sender.stop()
        if self._channel:
            self._channel.drop()
        self._is_told_apart = True
        if self.machine.fire("bye"):
            self.emit("left", name)

    def say_bye(self) -> None:
        """Só a despedida, para quem não pode esperar: o Ctrl-C."""
        if self.machine.state == "together":
            self._send("bye")

    async def quit(self) -> None:
        """Despede-se e fecha tudo."""
        self.say_bye()
        self.machine.fire("quit")
        self.sender.stop()
        if self._beat:
            self._beat.cancel()
        if self._channel:
            await self._channel.close()

    # endregion conversation-quit

    # region conversation-ping
    def ping(self) -> None:
        """Mede a ida e a volta; o resultado é o evento pong, em segundos."""
        self._pings += 1
        self._pinged_at = time.monotonic()
        self._send("ping", self._pings)

    def _hear_pong(self, number: int) -> None:
        if number == self._pings and self._pinged_at:
            self.emit("pong", time.monotonic() - self._pinged_at)
            self._pinged_at = 0.0

    # endregion conversation-ping

    # region conversation-room
    def who(self) -> None:
        """Pergunta à sala quem está nela; a resposta vem como aviso."""
        self._send("who")

    def _hear_room(self, kind: str, number: int, text: str) -> None:
        """O que só uma sala diz."""
        if kind == "notice":
            self.emit("notice", text)
        if kind in ("said", "earlier") and number > self._said:
            self._said = number
            name, _, said = text.partition("\n")
            self.emit("line" if kind == "said" else "earlier", name, said)

    # endregion conversation-room
