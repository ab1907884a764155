# region upper-server-imports
"""Servidor UDP de maiúsculas.

Cada datagrama que chega é uma mensagem inteira, e a resposta é outro datagrama,
com o mesmo texto em maiúsculas.
"""

import os
import socket
import sys
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
    visible_text,
)

# endregion upper-server-imports

# region upper-server-options
options = read_options(
    usage="python3 lessons/udp/python/upper-server.py",
    about="Servidor UDP: devolve em maiúsculas cada datagrama que chega.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(12000),
    },
)
# endregion upper-server-options

# region upper-server-create
end_on_interrupt()
asked = (options.host, options.port)
try:
    # Um socket UDP é de IPv4 ou de IPv6, conforme o endereço pedido.
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    server = socket.socket(family, socket.SOCK_DGRAM)
except OSError as error:
    end_with_error(error, *asked, "listen")


def answer(data: bytes, peer: tuple) -> None:
    """Responde a um datagrama."""
    # endregion upper-server-create
    # region upper-server-answer
    text = data.decode("utf-8", errors="replace")
    print(f"Recebido de {peer[0]}:\n{visible_text(text)}")
    if peer[1] == 0:
        return  # Porta 0: não quer resposta (RFC 768).
    try:
        # Pôr em maiúsculas pode aumentar o texto: a resposta talvez não caiba.
        server.sendto(text.upper().encode(), peer)
    except OSError as error:
        why = explain_error(error, *peer[:2], "datagram")
        print(why, file=sys.stderr)
    # endregion upper-server-answer


# region upper-server-listen
try:
    server.bind(address)
except OSError as error:
    end_with_error(error, *asked, "listen")
if os.name == "nt":
    # No Windows, o Ctrl-C espera o recvfrom voltar: que volte logo.
    server.settimeout(0.5)
print(f"Escutando em {format_endpoint(*server.getsockname()[:2])}")
while True:
    try:
        data, peer = server.recvfrom(65_535)
    except OSError:
        continue  # No Windows: o prazo acima, ou um cliente que foi embora.
    answer(data, peer)
# endregion upper-server-listen
