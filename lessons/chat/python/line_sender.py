# region line-sender-start
"""Envia as linhas numeradas, e de novo as que ninguém confirmou."""

import asyncio
from collections.abc import Callable

from delivery import Outbox
from message import split_line

# Tempos, em segundos.
FIRST_REPEAT = 0.1
LONGEST_REPEAT = 4.0


class LineSender:
    """As minhas linhas, a caminho."""

    def __init__(self, transmit: Callable[[int, str], None]) -> None:
        self.outbox = Outbox()
        self._transmit = transmit
        self._window = 0  # 0: não há por onde enviar.
        self._repeats = False
        self._sent = 0
        self._more_room = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._repeat_after = FIRST_REPEAT

    async def say(self, line: str) -> None:
        """Envia uma linha, ou a guarda até poder. Só espera se a fila encheu."""
        for part in split_line(line):
            while self.outbox.is_full:
                self._more_room.clear()
                await self._more_room.wait()
            self.outbox.add(part)
            self._send_more()

    def start(self, window: int, repeats: bool) -> None:
        """Há por onde enviar: vai tudo o que não foi confirmado."""
        self._window, self._repeats, self._sent = window, repeats, 0
        self._stop_repeating()
        self._send_more()

    def stop(self) -> None:
        """Não há mais por onde enviar; as linhas ficam."""
        self._window = 0
        self._stop_repeating()

    def _send_more(self) -> None:
        """Envia o que a janela deixa."""
        first = self.outbox.first
        self._sent = max(self._sent, first - 1)
        while self._sent < first - 1 + self._window:
            text = self.outbox.at(self._sent + 1)
            if text is None:
                break
            self._sent += 1
            self._transmit(self._sent, text)
        if self._window and self._repeats and self.outbox and not self._timer:
            self._repeat_later()

    def confirm(self, number: int) -> bool:
        """O outro lado tem todas até este número. Diz se isso é novidade."""
        if not self.outbox.confirm(number):
            return False
        self._stop_repeating()
        self._send_more()
        self._more_room.set()
        return True

    # endregion line-sender-start

    # region line-sender-repeat
    def _repeat_later(self) -> None:
        """Ninguém confirmou? Envia tudo outra vez, cada vez mais devagar."""
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._repeat_after, self._repeat)

    def _repeat(self) -> None:
        self._timer = None
        self._repeat_after = min(self._repeat_after * 2, LONGEST_REPEAT)
        self._sent = 0
        self._send_more()

    def _stop_repeating(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
        self._repeat_after = FIRST_REPEAT

    # endregion line-sender-repeat
