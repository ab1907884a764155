# region conversation-server-imports
"""Servidor de conversa.

Um cliente por vez; a cada mensagem, uma resposta; com «off», o servidor
termina. De propósito, cada pedaço que chega é tomado por uma mensagem.
"""

import os
import socket
import sys
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_and_linger,
    end_on_interrupt,
    end_with_error,
    explain_error,
    format_endpoint,
    host_option,
    listen_port_option,
    read_options,
    seconds_option,
    visible_text,
)

# endregion conversation-server-imports

# region conversation-server-options
options = read_options(
    usage="python3 lessons/tcp-server/python/conversation-server.py",
    about="Servidor TCP: conversa com um cliente por vez, até dizerem off.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(50000),
        "idle-timeout": seconds_option("quanto esperar por um cliente calado", 60),
    },
)
# endregion conversation-server-options

# region conversation-server-create
end_on_interrupt()
try:
    # IPv4 ou IPv6, conforme o endereço pedido.
    address = (options.host, options.port)
    family, *_ = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # Para reiniciar logo depois de encerrar (TIME_WAIT).
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    # O número é o tamanho da fila de quem ainda não foi aceito, e não «quantos
    # clientes»: quem faz os outros esperarem é o laço lá embaixo.
    listener.listen(511)
    # No Windows, Ctrl-C só é visto quando accept volta.
    listener.settimeout(0.5)
except OSError as error:
    end_with_error(error, options.host, options.port, "listen")


FAREWELL = "Servidor encerrado."


def converse(connection: socket.socket, host: str) -> str | None:
    """Responde a cada mensagem; devolve as últimas palavras, se houver a quem."""
    # endregion conversation-server-create
    # region conversation-server-converse
    connection.settimeout(options.idle_timeout)
    try:
        while piece := connection.recv(65_536):
            text = piece.strip().decode("utf-8", errors="replace")
            print(f"Recebido de {host}:\n{visible_text(text)}")
            if text.lower() == "off":
                return FAREWELL
            connection.sendall("Mensagem recebida.".encode())
    except TimeoutError:
        return "Tempo esgotado."
    return None
    # endregion conversation-server-converse


# region conversation-server-listen
print(f"Escutando em {format_endpoint(*listener.getsockname()[:2])}")
# Uma conversa por vez: enquanto ela dura, ninguém chama accept, e quem chega
# espera na fila do sistema.
last_words = None
while last_words != FAREWELL:
    last_words = None
    try:
        connection, peer = listener.accept()
    except TimeoutError:
        continue
    try:
        with connection:
            last_words = converse(connection, peer[0])
            end_and_linger(connection, last_words or "")
    except OSError as error:
        print(explain_error(error, *peer[:2]), file=sys.stderr)
listener.close()
print("Encerrado.")
# endregion conversation-server-listen
