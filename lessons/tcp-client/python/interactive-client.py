# region interactive-client-imports
"""Cliente TCP de teclado.

Lê uma linha, envia-a sem a quebra de linha e mostra tudo o que o servidor
responder até fechar.
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

# endregion interactive-client-imports

# region interactive-client-options
options = read_options(
    usage="python3 lessons/tcp-client/python/interactive-client.py",
    about="Cliente TCP: envia uma linha do teclado e mostra a resposta.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(12000),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
)
address = (options.host, options.port)
# endregion interactive-client-options

# region interactive-client-connect
end_on_interrupt()
try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")
print("Conectado. Digite uma linha e tecle Enter.")
# endregion interactive-client-connect

# region interactive-client-keyboard
# Quando o texto vem de um arquivo ou de outro programa, ninguém precisa do
# sinal.
prompt = "> " if sys.stdin.isatty() else ""
try:
    while not (message := input(prompt)):
        print("Uma linha vazia não tem bytes: não há o que enviar.")
except EOFError:
    print("\nNada a enviar." if prompt else "Nada a enviar.")
    sys.exit(0)
# endregion interactive-client-keyboard

# region interactive-client-send
# Sem quebra de linha e sem fechar o nosso lado: o servidor não tem como saber
# onde a mensagem termina.
try:
    connection.sendall(message.encode())
except OSError as error:
    end_with_error(error, *address)
# endregion interactive-client-send

# region interactive-client-receive
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
# endregion interactive-client-receive
