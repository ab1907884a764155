# region packet-threads-imports
"""Duas threads e uma rede: uma envia pacotes numerados, a outra os recebe e conta.

UDP, neste mesmo computador.
"""

import socket
import sys
import threading
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_on_interrupt,
    end_with_error,
    listen_port_option,
    read_options,
    whole_number_option,
)


def say(text: str) -> None:
    """Escreve uma linha de uma vez: print escreve a quebra à parte."""
    sys.stdout.write(f"{text}\n")


# endregion packet-threads-imports

# region packet-threads-options
HOST = "127.0.0.1"
SILENCE = 0.5  # s sem nada chegar, e o que falta está perdido
# endregion packet-threads-options


# region packet-threads-receive
class Receiver(threading.Thread):
    """A thread que recebe: um socket, e cada pacote na ordem em que chegar."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.arrived: list[int] = []
        self.sent: int | None = None  # Ainda não se sabe quantos eram.
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((HOST, port))
        self.port = self.socket.getsockname()[1]

    def run(self) -> None:
        quiet_since = time.monotonic()
        while not self.is_over(quiet_since):
            self.socket.settimeout(0.05)
            try:
                packet = self.socket.recv(2048)
            except TimeoutError:
                continue
            quiet_since = time.monotonic()
            # Só nós enviamos, e neste computador: os números são confiáveis.
            self.arrived.append(int(packet))
            say(f"Recebi o pacote {packet.decode()}")
        self.finish()

    def is_over(self, quiet_since: float) -> bool:
        # endregion packet-threads-receive

        # region packet-threads-finish
        # A rede não diz que acabou. Quem diz quantos eram é a thread principal.
        if self.sent is not None:
            quiet_since = max(quiet_since, self.told_at)
            is_quiet = time.monotonic() - quiet_since > SILENCE
            return len(self.arrived) >= self.sent or is_quiet
        # endregion packet-threads-finish

        # region packet-threads-receive-end
        return False

    def finish(self) -> None:
        self.socket.close()
        # endregion packet-threads-receive-end

        # region packet-threads-finish-report
        report(self.sent, self.arrived)

    def expect(self, sent: int) -> None:
        """Diz à thread quantos pacotes eram."""
        self.told_at = time.monotonic()
        self.sent = sent

    # endregion packet-threads-finish-report


# region packet-threads-send
def send(port: int, packets: int) -> None:
    """A thread que envia: um número por pacote, com uma pausa entre eles."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender_socket:
        for number in range(1, packets + 1):
            say(f"Enviei o pacote {number}")
            sender_socket.sendto(str(number).encode(), (HOST, port))
            time.sleep(0.02)


# endregion packet-threads-send


# region packet-threads-report
def report(sent: int, arrived: list[int]) -> None:
    """Quantos chegaram, quais faltam, e se vieram na ordem."""
    missing = [str(n) for n in range(1, sent + 1) if n not in arrived]
    order = "na ordem" if arrived == sorted(arrived) else "fora de ordem"
    say(f"Chegaram {len(arrived)} de {sent}, {order}.")
    if missing:
        say(f"Perdidos: {', '.join(missing)}")


# endregion packet-threads-report

# region packet-threads-main
options = read_options(
    usage="python3 lessons/threads/python/packet-threads.py",
    about="Uma thread envia pacotes, outra os recebe e conta.",
    options={
        "packets": whole_number_option("quantos enviar", 5, 1, 10_000),
        "port": listen_port_option(0),
        "via-port": whole_number_option(
            "enviar a esta porta; 0: à de quem recebe", 0, 0, 65535
        ),
    },
)
end_on_interrupt()  # As threads terminam com o processo.
try:
    receiver = Receiver(options.port)
except OSError as error:
    end_with_error(error, HOST, options.port, "listen")
receiver.start()
say(f"Escutando em {HOST}:{receiver.port}")
# endregion packet-threads-main

# region packet-threads-main-send
target = options.via_port or receiver.port
sender = threading.Thread(target=send, args=(target, options.packets), daemon=True)
sender.start()
sender.join()
# endregion packet-threads-main-send

# region packet-threads-main-finish
receiver.expect(options.packets)
# endregion packet-threads-main-finish

# region packet-threads-main-wait
receiver.join()
# endregion packet-threads-main-wait
