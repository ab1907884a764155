# region primes-server-imports
"""Servidor TCP que faz contas: uma thread para cada cliente.

Cada linha é um número; a resposta é quantos primos há até ele.
"""

import os
import socketserver
import sys
import threading
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    LineDecoder,
    PeerError,
    end_and_linger,
    format_endpoint,
    host_option,
    listen,
    listen_port_option,
    read_options,
    receive_before,
    seconds_option,
    switch_option,
    whole_number_option,
)

# endregion primes-server-imports

# region primes-server-options
options = read_options(
    usage="python3 lessons/threads/python/primes-server.py",
    about="Servidor TCP: recebe um número por linha e conta os primos até ele.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(8080),
        "workers": whole_number_option(
            "quantas threads fazem contas", min(os.cpu_count() or 1, 64), 1, 64
        ),
        "single-thread": switch_option("faz as contas na thread principal"),
        "deadline": seconds_option("quanto uma conta pode demorar", 5),
        "idle-timeout": seconds_option("quanto esperar por uma linha inteira", 60),
    },
)
# endregion primes-server-options

# region primes-server-work
HIGHEST = 10_000_000
LONGEST_LINE = 1_024


class Late(Exception):
    """A conta passou do prazo."""


def check(deadline: float) -> None:
    """Não há terminate em Python: quem faz a conta olha o relógio."""
    if time.monotonic() > deadline:
        raise Late


def count_primes(limit: int, deadline: float) -> int:
    """A conta, lenta de propósito."""
    found = 0
    for n in range(2, limit + 1):
        if n % 256 == 0:
            check(deadline)
        i = 2
        while i * i <= n and n % i != 0:
            i += 1
        found += i * i > n
    return found


def work(line: str, deadline: float) -> str:
    """Responde a uma linha. Duas palavras pedem um desastre, para você ver."""
    if line == "quebre":
        raise RuntimeError("você pediu para quebrar")
    while line == "trave":
        check(deadline)
    if line.isascii() and line.isdigit() and len(line) <= 8 and int(line) <= HIGHEST:
        limit = int(line)
        return f"Há {count_primes(limit, deadline)} primos até {limit}."
    return f"ERRO: mande um número inteiro de 0 a {HIGHEST}."


# endregion primes-server-work


# region primes-server-here
# Quantas contas andam ao mesmo tempo; as outras esperam a vez.
turns = threading.Semaphore(1 if options.single_thread else options.workers)


def compute(line: str) -> str:
    if line == "trave" and options.single_thread:
        raise RuntimeError("sem threads, isso pararia o servidor")
    with turns:
        return work(line, time.monotonic() + options.deadline)


# endregion primes-server-here


# region primes-server-serve
def answer(line: str) -> str:
    """Responde a uma linha, haja o que houver com a conta."""
    try:
        return compute(line)
    except Late:
        reason = f"passou de {options.deadline:g} s"
    except Exception as error:
        reason = f"falhou: {error}"
    print(f"Uma conta {reason}")
    return f"ERRO: a conta {reason}."


class PrimesHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão; ThreadingTCPServer dá a cada uma a sua thread."""

    def setup(self) -> None:
        self.name = format_endpoint(*self.client_address[:2])
        print(f"Nova conexão: {self.name}")

    def finish(self) -> None:
        print(f"Conexão com {self.name} fechada")

    def handle(self) -> None:
        decoder = LineDecoder(LONGEST_LINE)
        reason = ""
        try:
            # O prazo é de cada linha, e recomeça depois de cada resposta.
            deadline = time.monotonic() + options.idle_timeout
            while piece := receive_before(self.request, deadline):
                for line in decoder.push(piece):
                    self.reply(line)
                    deadline = time.monotonic() + options.idle_timeout
            for line in decoder.end():
                self.reply(line)
        except PeerError:
            reason = f"linha com mais de {LONGEST_LINE} bytes"
        except TimeoutError:
            reason = f"{options.idle_timeout:g} s sem uma linha inteira"
        last_words = f"ERRO: {reason}; a conversa termina aqui.\n" if reason else ""
        end_and_linger(self.request, last_words, options.idle_timeout)

    def reply(self, line: str) -> None:
        text = answer(line)
        self.request.settimeout(options.idle_timeout)
        self.request.sendall(f"{text}\n".encode())


# endregion primes-server-serve

# region primes-server-listen
with listen(PrimesHandler, options.host, options.port) as server:
    server.serve_forever()
# endregion primes-server-listen
