# region upper-client-imports
"""Cliente TCP.

Envia as palavras da linha de comando em uma linha, avisa que terminou de falar
e mostra tudo o que o servidor responder até fechar.
"""

import socket
import sys
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    PeerError,
    end_on_interrupt,
    end_with_error,
    host_option,
    peer_port_option,
    read_options,
    seconds_option,
    visible_text,
)

# endregion upper-client-imports

# region upper-client-options
options = read_options(
    usage="python3 lessons/tcp-client/python/upper-client.py <palavras…>",
    about="Cliente TCP: envia as palavras e mostra a resposta do servidor.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(8080),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
    words="python3 lessons/tcp-client/python/upper-client.py olá mundo",
)
message = " ".join(options.words)
address = (options.host, options.port)
# endregion upper-client-options

# region upper-client-connect
end_on_interrupt()
try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")
# endregion upper-client-connect

# region upper-client-send
print(f"Enviado:  {message}")
try:
    # sendall insiste até enviar tudo; send pode enviar só uma parte.
    connection.sendall(f"{message}\n".encode())
    # Meio fechamento (half-close): avisa «de mim não vem mais nada». Ainda
    # podemos ouvir.
    connection.shutdown(socket.SHUT_WR)
except OSError as error:
    end_with_error(error, *address)
# endregion upper-client-send

# region upper-client-receive
# TCP entrega bytes, não mensagens: junte tudo até o servidor fechar e só então
# decodifique.
answer = b""
try:
    with connection:
        while piece := connection.recv(1024):
            answer += piece
except OSError as error:
    end_with_error(error, *address)
if not answer and message.strip():
    end_with_error(PeerError("ERR_EMPTY_ANSWER"), *address)
print(f"Recebido: {visible_text(answer.decode('utf-8', errors='replace'))}")
# endregion upper-client-receive
