"""O fio entre dois computadores de mentira, que perde e atrasa pacotes de verdade.

Roda em uma rede própria, onde já existem as redes `a` e `b` (`ip netns`). Põe em cada uma uma placa TUN: um pacote IP
que o sistema de um lado envia sai aqui como bytes; escrito na outra placa, chega ao sistema do outro lado. Quem repete
o que se perde é, então, o TCP do sistema, e não este programa.

Lê pedidos da entrada padrão, um objeto JSON por linha, e responde a cada um com uma linha:
  {"do": "set", "loss": 5, "delay": 20, "seed": 7}   perde 5 % e atrasa 20 ms, nos dois sentidos; zera as contas
  {"do": "drain"}                                    espera não haver pacote a caminho e dá as contas
Termina quando a entrada termina.
"""

import fcntl
import heapq
import json
import os
import platform
import random
import selectors
import struct
import subprocess
import sys
import time

# linux/if_tun.h
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000

MTU = 1500
# Pacotes que esperam por nós: o fio só perde os que sorteou.
QUEUE = 10_000
PIECE = 64

ADDRESSES = {"a": "192.0.2.1", "b": "192.0.2.2"}  # RFC 5737: só para exemplos


def open_card(computer: str) -> int:
    """Põe uma placa em um computador, com o seu endereço, e dá a ponta que fica aqui."""
    card = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    name = f"wire-{computer}"
    fcntl.ioctl(card, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    in_it = ["ip", "-n", computer]
    for command in (
        ["ip", "link", "set", name, "netns", computer],
        # Sem IPv6, nada passa no fio além do que se mede.
        [*in_it, "link", "set", name, "addrgenmode", "none"],
        [*in_it, "address", "add", f"{ADDRESSES[computer]}/24", "dev", name],
        [*in_it, "link", "set", "lo", "up"],
        [*in_it, "link", "set", name, "mtu", str(MTU), "txqueuelen", str(QUEUE), "up"],
    ):
        subprocess.run(command, check=True)
    return card


class Direction:
    """Um sentido do fio: de uma placa para a outra."""

    def __init__(self, source: int, target: int, lot: str) -> None:
        self.source = source
        self.target = target
        self.loss = 0.0
        self.lots = random.Random(lot)
        self.passed = 0
        self.dropped = 0

    def set(self, loss: float, lot: str) -> None:
        self.loss = loss / 100
        self.lots.seed(lot)
        self.passed = 0
        self.dropped = 0

    # region wire-lot
    def takes(self) -> bool:
        """O sorteio de um pacote: passa ou se perde?"""
        if self.lots.random() < self.loss:
            self.dropped += 1
            return False
        self.passed += 1
        return True
    # endregion wire-lot


class Wire:
    """Os dois sentidos, e o que está a caminho neles."""

    def __init__(self) -> None:
        self.cards = {computer: open_card(computer) for computer in ADDRESSES}
        self.directions = {
            "there": Direction(self.cards["a"], self.cards["b"], "there"),
            "back": Direction(self.cards["b"], self.cards["a"], "back"),
        }
        self.delay = 0.0
        # O número de ordem conserva a ordem de pacotes com a mesma hora.
        self.held: list[tuple[float, int, int, bytes]] = []
        self.count = 0
        self.is_draining = False
        self.pending = b""

    def run(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(sys.stdin.fileno(), selectors.EVENT_READ, None)
            for direction in self.directions.values():
                waiting.register(direction.source, selectors.EVENT_READ, direction)
            while True:
                came = waiting.select(self.until_next())
                now = time.monotonic()
                if any(key.data is None for key, _ in came) and not self.read_requests():
                    return
                moved = [self.take(key.data, now) for key, _ in came if key.data is not None]
                self.release(time.monotonic())
                if self.is_draining and not self.held and not any(moved):
                    self.is_draining = False
                    self.answer(self.counts())

    def until_next(self) -> float | None:
        """Segundos até o próximo pacote a entregar; None se não há nenhum."""
        if self.is_draining and not self.held:
            return 0
        return max(0.0, self.held[0][0] - time.monotonic()) if self.held else None

    # region wire-hold
    def take(self, direction: Direction, now: float) -> bool:
        """Recolhe o que um lado enviou. Diz se havia algo."""
        for count in range(PIECE):
            try:
                packet = os.read(direction.source, MTU)
            except BlockingIOError:
                return count > 0
            if direction.takes():
                self.count += 1
                item = (now + self.delay, self.count, direction.target, packet)
                heapq.heappush(self.held, item)
        return True

    def release(self, now: float) -> None:
        """Entrega os que já viajaram o bastante."""
        while self.held and self.held[0][0] <= now:
            _, _, target, packet = heapq.heappop(self.held)
            os.write(target, packet)
    # endregion wire-hold

    def read_requests(self) -> bool:
        """Atende os pedidos que chegaram. Diz se ainda pode vir algum."""
        piece = os.read(sys.stdin.fileno(), 65_536)
        *lines, self.pending = (self.pending + piece).split(b"\n")
        for line in lines:
            request = json.loads(line)
            if request["do"] == "drain":
                self.is_draining = True
                continue
            self.delay = request["delay"] / 1000
            for name, direction in self.directions.items():
                direction.set(request["loss"], f"{request['seed']} {name}")
            self.answer({})
        return piece != b""

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            name: {"passed": direction.passed, "dropped": direction.dropped}
            for name, direction in self.directions.items()
        }

    def answer(self, value: object) -> None:
        print(json.dumps(value), flush=True)


try:
    wire = Wire()
except (OSError, subprocess.CalledProcessError) as error:
    sys.exit(f"não consegui pôr o fio entre as duas redes: {error}")
wire.answer({"python": platform.python_version()})
wire.run()
