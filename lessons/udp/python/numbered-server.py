# region numbered-server-imports
"""Servidor UDP de maiúsculas com número.

Os 4 primeiros bytes de cada pedido são o número dele, e voltam iguais na frente
da resposta.
"""

import os
import socket
import struct
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

# endregion numbered-server-imports

# region numbered-server-options
options = read_options(
    usage="python3 lessons/udp/python/numbered-server.py",
    about="Servidor UDP: devolve em maiúsculas cada pedido, com o número dele.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(12000),
    },
)
# endregion numbered-server-options

# region numbered-server-create
end_on_interrupt()
asked = (options.host, options.port)
try:
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    server = socket.socket(family, socket.SOCK_DGRAM)
except OSError as error:
    end_with_error(error, *asked, "listen")


def answer(data: bytes, peer: tuple) -> None:
    """Responde a um datagrama."""
    # endregion numbered-server-create
    # region numbered-server-answer
    if len(data) < NUMBER.size:
        sender = format_endpoint(*peer[:2])
        print(f"Ignorei um datagrama de {sender}: não traz um número.")
        return
    (number,) = NUMBER.unpack_from(data)
    text = data[NUMBER.size :].decode("utf-8", errors="replace")
    print(f"Recebido de {peer[0]} (pedido {number}):\n{visible_text(text)}")
    if peer[1] == 0:
        return  # Porta 0: não quer resposta (RFC 768).
    try:
        # O número volta como veio; o cliente é que sabe o que ele quer dizer.
        server.sendto(NUMBER.pack(number) + text.upper().encode(), peer)
    except OSError as error:
        why = explain_error(error, *peer[:2], "datagram")
        print(why, file=sys.stderr)


# O byte mais importante vem primeiro: é a ordem da rede (big-endian).
NUMBER = struct.Struct("!I")
# endregion numbered-server-answer

# region numbered-server-listen
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
# endregion numbered-server-listen
