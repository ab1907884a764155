# region http-server-imports
"""Servidor HTTP mínimo, feito direto sobre TCP.

Lê o cabeçalho do pedido até a linha vazia, manda sempre a mesma saudação e
fecha. De propósito, não olha o caminho nem o corpo do pedido. Para um servidor
de verdade há http.server.
"""

import re
import socketserver
import sys
import time
from pathlib import Path
from threading import Lock

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
    read_options,
    receive_before,
    say,
    seconds_option,
    switch_option,
    visible_text,
)

# endregion http-server-imports

# region http-server-options
options = read_options(
    usage="python3 lessons/tcp-server/python/http-server.py",
    about="Servidor HTTP: responde a todo pedido com a mesma saudação.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(8080),
        "once": switch_option("atende um pedido só, mostra tudo e termina"),
        "idle-timeout": seconds_option("quanto esperar por um pedido inteiro", 60),
    },
)
# endregion http-server-options


# region http-server-create
LONGEST_HEAD = 16_384
first = Lock()


class HttpHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: há um objeto destes para cada cliente."""

    # endregion http-server-create
    # region http-server-serve
    def handle(self) -> None:
        """Junta os pedaços até o cabeçalho acabar, na linha vazia."""
        decoder = LineDecoder(LONGEST_HEAD)
        head: list[str] = []
        left = LONGEST_HEAD
        # O prazo vale para o cabeçalho inteiro, mesmo que venha byte a byte.
        deadline = time.monotonic() + options.idle_timeout
        try:
            while piece := receive_before(self.request, deadline):
                for line in decoder.push(piece[:left]):
                    if line:
                        head.append(line)
                    elif head:
                        return self.respond(head)
                left -= len(piece)
                if left < 0:
                    raise PeerError("ERR_MESSAGE_TOO_LONG")
            body = "O pedido terminou antes da linha vazia.\n"
            answer = reply("400 Bad Request", body)
        except PeerError:
            body = f"Cabeçalho com mais de {LONGEST_HEAD} bytes.\n"
            answer = reply("431 Request Header Fields Too Large", body)
        except TimeoutError:
            body = f"{options.idle_timeout:g} s sem um pedido inteiro.\n"
            answer = reply("408 Request Timeout", body)
        end_and_linger(self.request, answer)

    def respond(self, head: list[str]) -> None:
        # Com --once, quem chega depois do primeiro não é atendido.
        if options.once and not first.acquire(blocking=False):
            return
        try:
            respond(self.request, self.client_address[0], head)
        finally:
            if options.once:
                self.server.shutdown()

    # endregion http-server-serve


# region http-server-reply
GREETING = "Olá da Tomada!\n"


def reply(status: str, body: str, method: str = "GET") -> str:
    """Monta uma resposta. Content-Length conta bytes do corpo, e não letras."""
    lines = [
        f"HTTP/1.1 {status}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body.encode())}",
        "Connection: close",
        "",
        "" if method == "HEAD" else body,  # HEAD pede só o cabeçalho.
    ]
    return "\r\n".join(lines)


def respond(connection, host: str, head: list[str]) -> None:
    """Responde a um pedido cujo cabeçalho chegou inteiro."""
    found = re.fullmatch(r"([A-Z]+) [^ ]+ HTTP/1\.[01]", head[0])
    if found:
        answer = reply("200 OK", GREETING, found[1])
    else:
        answer = reply("400 Bad Request", "Isto não é um pedido HTTP/1.1.\n")
    say(f"Recebido de {host}:\n{show(head if options.once else head[:1])}")
    if options.once:
        sent = answer.rstrip().split("\r\n")
        say(f"Enviado:\n{show(sent)}")
    end_and_linger(connection, answer)


def show(lines: list[str]) -> str:
    """Mostra linhas de um desconhecido sem obedecer a elas."""
    return "\n".join(map(visible_text, lines))


# endregion http-server-reply

# region http-server-listen
with listen(HttpHandler, options.host, options.port) as server:
    server.serve_forever()
print("Encerrado.")
# endregion http-server-listen
