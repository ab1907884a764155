# region upper-server-imports
"""Servidor TCP de maiúsculas.

Lê o que chega primeiro, devolve em maiúsculas e encerra a conexão. Uma
simplificação, de propósito: toma o primeiro pedaço que chega pela mensagem
inteira.
"""

import os
import socket
import socketserver
import sys
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_on_interrupt,
    end_with_error,
    explain_error,
    format_endpoint,
    host_option,
    listen_port_option,
    read_options,
    say,
    visible_text,
)

# endregion upper-server-imports

# region upper-server-options
options = read_options(
    usage="python3 lessons/tcp-server/python/upper-server.py",
    about="Servidor TCP: devolve em maiúsculas o que chega primeiro e encerra a conexão.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(8080),
    },
)
# endregion upper-server-options


# region upper-server-create
class Server(socketserver.ThreadingTCPServer):
    """Aceita conexões e atende cada uma em uma thread própria."""

    # Fora do Windows, permite reiniciar logo depois de encerrar (TIME_WAIT). No
    # Windows, a mesma opção deixaria dois programas na mesma porta.
    allow_reuse_address = os.name != "nt"
    # O padrão, 5, faz esperar segundos quem chega junto com muitos outros. O
    # Node usa 511.
    request_queue_size = 511
    # Ctrl-C encerra o programa mesmo com conversas em andamento.
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        host, port = client_address[:2]
        say(explain_error(sys.exc_info()[1], host, port), sys.stderr)


class UpperHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: há um objeto destes para cada cliente."""

    # endregion upper-server-create

    # region upper-server-serve
    most_bytes = 1024

    def handle(self) -> None:
        piece = self.request.recv(self.most_bytes)
        if not piece:
            return  # O cliente fechou sem dizer nada: não há o que responder.
        text = piece.strip().decode("utf-8", errors="replace")
        say(f"Recebido de {self.client_address[0]}:\n{visible_text(text)}")
        self.request.sendall(text.upper().encode("utf-8"))
        # endregion upper-server-serve

        # region upper-server-close
        # Avisa que não vem mais nada e lê o resto, por no máximo 5 segundos:
        # fechar com bytes por ler derrubaria a conexão (RST), e a resposta
        # poderia se perder no caminho.
        self.request.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + 5
        try:
            while (left := deadline - time.monotonic()) > 0:
                self.request.settimeout(left)
                if not self.request.recv(65_536):
                    break
        except TimeoutError:
            pass
        # endregion upper-server-close


# region upper-server-listen
end_on_interrupt()
try:
    # IPv4 ou IPv6, conforme o endereço pedido. O Node decide isso sozinho.
    address = (options.host, options.port)
    family, *_ = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
    Server.address_family = family
    server = Server(address, UpperHandler)
except OSError as error:
    end_with_error(error, options.host, options.port, "listen")
with server:
    print(f"Escutando em {format_endpoint(*server.server_address[:2])}")
    server.serve_forever()
# endregion upper-server-listen
