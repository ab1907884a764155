"""Oráculo: cada conexão traz uma pergunta e leva «sim», «não» ou «talvez»."""

import random
import socketserver
import sys
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    LineDecoder,
    PeerError,
    end_and_linger,
    host_option,
    listen,
    listen_port_option,
    port_from_environment,
    read_options,
    receive_before,
    say,
    seconds_option,
    visible_text,
)

options = read_options(
    usage="python3 lessons/exercises/solutions/oracle-server.py",
    about="Oráculo: responde a cada pergunta com sim, não ou talvez.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(port_from_environment(12345)),
        "idle-timeout": seconds_option("quanto esperar pela pergunta inteira", 60),
    },
)

ANSWERS = ("sim", "não", "talvez")


class OracleHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão; cada cliente tem a sua thread, e um calado não atrasa outro."""

    def handle(self) -> None:
        try:
            question = self.read_question()
        except (PeerError, TimeoutError):
            return end_and_linger(self.request)  # Comprida demais, ou calada.
        # Uma pergunta vazia fica sem resposta.
        answer = random.choice(ANSWERS) if question else ""
        say(f"{visible_text(question)} → {answer}")
        # Fechar com bytes por ler derrubaria a conexão, e a resposta com ela.
        end_and_linger(self.request, answer)

    def read_question(self) -> str:
        """Junta os pedaços até uma quebra de linha, ou até o cliente terminar de falar."""
        # Os pedaços só viram texto quando a linha acaba: uma letra com acento
        # pode chegar em metades.
        decoder = LineDecoder()
        deadline = time.monotonic() + options.idle_timeout
        while piece := receive_before(self.request, deadline):
            for question in decoder.push(piece):
                return question
        return next(decoder.end(), "")


with listen(OracleHandler, options.host, options.port) as server:
    server.serve_forever()
