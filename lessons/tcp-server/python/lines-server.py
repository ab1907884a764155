# region lines-server-imports
"""Servidor TCP de linhas.

Cada linha é uma mensagem, e a resposta é a linha em maiúsculas. Uma conexão
leva quantas linhas o cliente quiser, e não importa como a rede corta ou junta
os bytes.
"""

import socketserver
import sys
import time
from collections.abc import Iterable
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
    say,
    seconds_option,
    send_all_or_reset,
)

# endregion lines-server-imports

# region lines-server-options
options = read_options(
    usage="python3 lessons/tcp-server/python/lines-server.py",
    about="Servidor TCP: devolve cada linha em maiúsculas.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(8080),
        "idle-timeout": seconds_option("quanto esperar por uma linha inteira", 60),
    },
)
# endregion lines-server-options


# region lines-server-create
LONGEST_LINE = 65_536


class LinesHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: há um objeto destes para cada cliente."""

    # endregion lines-server-create
    # region lines-server-serve
    def setup(self) -> None:
        self.name = format_endpoint(*self.client_address[:2])
        say(f"Nova conexão: {self.name}")

    def finish(self) -> None:
        say(f"Conexão com {self.name} fechada")

    def handle(self) -> None:
        decoder = LineDecoder(LONGEST_LINE)
        last_words = ""
        try:
            # O prazo vale para cada linha, e não para cada recv.
            deadline = time.monotonic() + options.idle_timeout
            while piece := receive_before(self.request, deadline):
                self.answer(decoder.push(piece))
                if b"\n" in piece:
                    deadline = time.monotonic() + options.idle_timeout
            # O cliente terminou: a última linha vale mesmo sem a quebra.
            self.answer(decoder.end())
        except PeerError:
            last_words = refusal(f"linha com mais de {LONGEST_LINE} bytes")
        except TimeoutError:
            seconds = f"{options.idle_timeout:g} s"
            last_words = refusal(f"{seconds} sem uma linha inteira")
        end_and_linger(self.request, last_words, options.idle_timeout)

    def answer(self, lines: Iterable[str]) -> None:
        """Responde a cada linha que ficou completa."""
        answers = ""
        try:
            for line in lines:
                answers += f"{line.upper()}\n"
        finally:
            # As linhas anteriores à comprida demais ainda recebem resposta. Em
            # Python o envio espera quem não lê: a contrapressão vem de graça.
            send_all_or_reset(self.request, answers, options.idle_timeout)


def refusal(reason: str) -> str:
    """As últimas palavras para quem passou de um limite."""
    return f"ERRO: {reason}; a conversa termina aqui.\n"


# endregion lines-server-serve

# region lines-server-listen
with listen(LinesHandler, options.host, options.port) as server:
    server.serve_forever()
# endregion lines-server-listen
