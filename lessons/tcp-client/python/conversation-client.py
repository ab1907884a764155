# region conversation-client-imports
"""Cliente de conversa.

Envia cada linha do teclado e mostra a resposta, até o «off». De propósito, toma
cada pedaço que chega por uma resposta inteira.
"""

import socket
import sys
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    PeerError,
    end_and_linger,
    end_on_interrupt,
    end_with_error,
    host_option,
    peer_port_option,
    read_options,
    seconds_option,
    visible_text,
)

# endregion conversation-client-imports

# region conversation-client-options
options = read_options(
    usage="python3 lessons/tcp-client/python/conversation-client.py",
    about="Cliente TCP: envia cada linha do teclado, até off.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(50000),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
)
address = (options.host, options.port)
# endregion conversation-client-options

# region conversation-client-connect
end_on_interrupt()
try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")
print("Conectado. Digite uma linha e tecle Enter; off encerra.")
# endregion conversation-client-connect


# region conversation-client-ask
def ask(text: str) -> str:
    """Envia um texto e espera o próximo pedaço que o servidor mandar."""
    try:
        connection.sendall(text.encode())
        piece = connection.recv(65_536)
    except OSError as error:
        end_with_error(error, *address)
    if not piece:
        end_with_error(PeerError("ERR_EMPTY_ANSWER"), *address)
    return piece.decode("utf-8", errors="replace")


# endregion conversation-client-ask

# region conversation-client-keyboard
# Quando o texto vem de um arquivo ou de outro programa, ninguém precisa do
# sinal.
prompt = "> " if sys.stdin.isatty() else ""
text = ""
try:
    while text.strip(" \t\n\v\f\r").lower() != "off":
        text = input(prompt)
        if text:
            print(f"Recebido: {visible_text(ask(text))}")
        else:
            print("Uma linha vazia não tem bytes: não há o que enviar.")
except EOFError:
    print("\nNada mais a enviar." if prompt else "Nada mais a enviar.")
try:
    end_and_linger(connection)  # O que ainda vier, ninguém mais quer ler.
except OSError as error:
    end_with_error(error, *address)
# endregion conversation-client-keyboard
