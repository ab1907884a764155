# region member-start
"""Alguém na sala: a conexão dele, os limites dele e a fila do que vai a ele."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from delivery import Inbox
from message import FormatError, FrameDecoder, Message, encode, frame

# Prazos em segundos: para o primeiro olá, e para quem se cala de vez.
HELLO_LIMIT = 5.0
IDLE_LIMIT = 60.0
# Quanto pode esperar por quem não lê, em bytes.
LONGEST_QUEUE = 65_536


class Member(asyncio.Protocol):
    """Uma conexão com a sala."""

    def __init__(
        self,
        room_session: int,
        rate: int,
        receive: Callable[[Message, "Member"], None],
        part: Callable[["Member"], None],
    ) -> None:
        self.session = 0  # Enquanto ele não diz quem é.
        self.name = ""
        self.inbox = Inbox()
        self._room_session = room_session
        self._rate = rate
        self._receive = receive
        self._part = part
        self._frames = FrameDecoder()
        self._dropped = 0
        self._is_refused = False
        self._backlog: deque[Message] = deque()
        self._credit, self._credit_at = 0.0, 0.0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.set_write_buffer_limits(high=LONGEST_QUEUE, low=0)
        self._limit_silence(HELLO_LIMIT)

    def _limit_silence(self, seconds: float) -> None:
        """Quem se cala por tanto tempo sai."""
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(seconds, self.transport.abort)

    def data_received(self, data: bytes) -> None:
        """Corta os bytes em mensagens; recusa o que não é mensagem."""
        if self._is_refused:
            return
        if self.session:
            self._deadline.cancel()
            self._limit_silence(IDLE_LIMIT)
        try:
            self._backlog.extend(self._frames.push(data))
            self._work()
        except FormatError as error:
            self.refuse(str(error))

    def refuse(self, reason: str) -> None:
        """Diz por que não, e encerra a conversa quando ele fechar o lado dele."""
        self.send("refused", 0, reason)
        self._is_refused = True
        if self.transport.can_write_eof():
            self.transport.write_eof()

    def settle(self, session: int, name: str) -> None:
        """Entrou de vez: agora só o silêncio longo encerra."""
        self.session, self.name = session, name
        self._deadline.cancel()
        self._limit_silence(IDLE_LIMIT)

    def connection_lost(self, _error: Exception | None) -> None:
        self._deadline.cancel()
        if self._timer:
            self._timer.cancel()
        self._part(self)

    # endregion member-start

    # region member-send
    def send(self, kind: str, number: int = 0, text: str = "", to: int | None = None) -> None:
        """Envia uma mensagem. Se a fila dele está cheia, ela é descartada."""
        if self.transport.is_closing() or self._is_refused:
            return
        if self.transport.get_write_buffer_size() > LONGEST_QUEUE:
            self._dropped += 1
            return
        receiver = self.session if to is None else to
        message = encode(kind, self._room_session, receiver, number, self.inbox.last, text)
        self.transport.write(frame(message))

    def resume_writing(self) -> None:
        """A fila esvaziou: conta a ele o que perdeu."""
        count, self._dropped = self._dropped, 0
        if count == 0:
            return
        lost = f"{count} mensagens não couberam" if count > 1 else "1 mensagem não coube"
        self.send("notice", 0, f"Você leu devagar demais: {lost} na sua fila.")

    # endregion member-send

    # region member-rate
    def _work(self) -> None:
        """Trata o que chegou. Quem fala depressa demais espera, e nada se perde."""
        while self._backlog:
            if self._backlog[0].kind == "text" and not self._spend():
                self.transport.pause_reading()  # O que ele mandar fica do lado dele.
                if self._timer is None:
                    loop = asyncio.get_running_loop()
                    self._timer = loop.call_later(1 / self._rate, self._work_again)
                return
            self._receive(self._backlog.popleft(), self)
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def _work_again(self) -> None:
        self._timer = None
        self._work()

    def _spend(self) -> bool:
        """Gasta o direito a uma linha, se há; dá para juntar dois segundos deles."""
        now = time.monotonic()
        earned = (now - self._credit_at) * self._rate
        self._credit, self._credit_at = min(self._credit + earned, self._rate * 2), now
        if self._credit < 1:
            return False
        self._credit -= 1
        return True

    # endregion member-rate
