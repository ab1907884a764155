# region named-threads-imports
"""Três threads com nome.

Cada uma diz que começou, escreve quatro linhas com uma pausa depois de cada uma
e diz que terminou. A ordem entre elas, quem decide é o sistema.
"""

import sys
import threading
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import end_on_interrupt, read_options, seconds_option  # noqa: E402


def say(text: str) -> None:
    """Escreve uma linha de uma vez: print escreve a quebra à parte."""
    sys.stdout.write(f"{text}\n")


# endregion named-threads-imports


# region named-threads-class
class NamedThread(threading.Thread):
    """Uma thread com nome. Criar o objeto não inicia nada."""

    def __init__(self, id: int, name: str, seconds: float) -> None:
        super().__init__(name=name)
        self.id = id
        self.seconds = seconds
        self.interrupted = threading.Event()

    # endregion named-threads-class

    # region named-threads-interrupt
    def interrupt(self) -> None:
        """Pede à thread que pare. É só um pedido: ela precisa escutar."""
        self.interrupted.set()

    # endregion named-threads-interrupt

    # region named-threads-run
    def run(self) -> None:
        """O trabalho, já dentro da thread: start() chama run()."""
        say(f"{self.name} ({self.id}): começou")
        for i in range(4):
            say(f"T: {self.name} {i}")
            # Como time.sleep, mas acorda antes se alguém pedir.
            if self.interrupted.wait(self.seconds):
                say(f"{self.name} ({self.id}): interrompida")
                return
        say(f"{self.name} ({self.id}): terminou")

    # endregion named-threads-run


# region named-threads-main
options = read_options(
    usage="python3 lessons/threads/python/named-threads.py",
    about="Três threads com nome; a ordem entre elas é o sistema que decide.",
    options={
        "ana": seconds_option("pausa da Ana", 1),
        "bruno": seconds_option("pausa do Bruno", 1),
        "clara": seconds_option("pausa da Clara", 1),
        "patience": seconds_option("quanto esperar antes de interromper", 60),
    },
)
threads = [
    NamedThread(1, "Ana", options.ana),
    NamedThread(2, "Bruno", options.bruno),
    NamedThread(3, "Clara", options.clara),
]
say("Três threads criadas; nenhuma começou.")
# endregion named-threads-main

# region named-threads-main-start
# Ctrl-C termina o processo, e as threads com ele.
end_on_interrupt()
for thread in threads:
    thread.start()
# endregion named-threads-main-start


# region named-threads-main-interrupt
def interrupt_all() -> None:
    for thread in threads:
        thread.interrupt()


deadline = threading.Timer(options.patience, interrupt_all)
deadline.daemon = True
deadline.start()
# endregion named-threads-main-interrupt

# region named-threads-main-join
for thread in threads:
    thread.join()
say("Todas terminaram.")
# endregion named-threads-main-join

# region named-threads-main-forget
deadline.cancel()
# endregion named-threads-main-forget
