# region peer-machine-start
"""Anda pela tabela de estados, e sabe quando está na hora de chamar."""

import asyncio
from collections.abc import Callable

from peer_states import PEER_STATES

# Tempos, em segundos.
CALL_LIMIT = 3.0
FIRST_RETRY = 0.25
LONGEST_RETRY = 4.0


class PeerMachine:
    """O estado, e o relógio das chamadas."""

    def __init__(self, call: Callable[[], None], call_timed_out: Callable[[], None]) -> None:
        self.state = "waiting"
        self.may_call = True  # Se há a quem chamar.
        self._call = call
        self._call_timed_out = call_timed_out
        self._retry = FIRST_RETRY
        self._timer: asyncio.TimerHandle | None = None

    # endregion peer-machine-start

    # region peer-machine-fire
    def fire(self, event: str) -> bool:
        """Algo aconteceu. Diz se isso muda o estado."""
        following = PEER_STATES[self.state].get(event)
        if following is None or (event == "call" and not self.may_call):
            return False
        self.state = following
        if self._timer:
            self._timer.cancel()
        loop = asyncio.get_running_loop()
        if following == "calling":
            self._timer = loop.call_later(CALL_LIMIT, self._call_timed_out)
            self._call()
        elif following == "together":
            self._retry = FIRST_RETRY
        elif following != "left":
            # Chama daqui a pouco: cada vez espera o dobro, até um limite.
            self._timer = loop.call_later(self._retry, self.fire, "call")
            self._retry = min(self._retry * 2, LONGEST_RETRY)
        return True

    # endregion peer-machine-fire
