# region screen
"""O teclado e a tela.

Em um terminal, o que você está digitando desce uma linha quando chega uma mensagem, e continua
inteiro; por um cano, são só linhas.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import AsyncIterator

try:
    import readline  # Com ele, input() tem setas e histórico.
except ImportError:
    readline = None  # O Windows não o tem.


class Screen:
    """Linhas que entram e linhas que saem, ao mesmo tempo."""

    def __init__(self) -> None:
        self.is_terminal = bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
        self._is_reading = False

    def print(self, line: str) -> None:
        """Escreve uma linha acima do que está sendo digitado."""
        if not self._is_reading:
            print(line)
            return
        typed = readline.get_line_buffer() if readline else ""
        sys.stdout.write(f"\x1b[1G\x1b[0J{line}\n> {typed}")
        sys.stdout.flush()

    async def lines(self) -> AsyncIterator[str]:
        """O que se digita, linha por linha, até o fim da entrada."""
        loop = asyncio.get_running_loop()
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        permits = threading.Semaphore(1)

        def read() -> None:
            # input() para tudo enquanto espera; por isso mora em outra thread.
            while True:
                permits.acquire()
                try:
                    self._is_reading = self.is_terminal
                    line = input("> ") if self.is_terminal else sys.stdin.readline()
                except EOFError:
                    line = ""
                    ended = True
                else:
                    ended = not self.is_terminal and line == ""
                self._is_reading = False
                # O que vem de outra thread entra no laço por aqui.
                loop.call_soon_threadsafe(lines.put_nowait, None if ended else line.removesuffix("\n"))
                if ended:
                    return

        if sys.stdin is None:
            return
        threading.Thread(target=read, daemon=True).start()
        while (line := await lines.get()) is not None:
            yield line
            permits.release()


def end(code: int) -> None:
    """Termina já: a thread do teclado não se interrompe de outro jeito."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def now() -> str:
    """A hora de agora, como «[10:32]»."""
    return time.strftime("[%H:%M]")


# endregion screen
