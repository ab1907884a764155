# region numbered-client-imports
"""Cliente UDP com número.

Cada pedido leva um número na frente do texto, e só vale a resposta que traz o
número do pedido da vez.
"""

import socket
import struct
import sys
import time
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
    wait_until,
    whole_number_option,
)

# endregion numbered-client-imports

# region numbered-client-options
options = read_options(
    usage="python3 lessons/udp/python/numbered-client.py <palavras…>",
    about="Cliente UDP: envia as palavras com um número e mostra a resposta.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(12000),
        "timeout": seconds_option("quanto esperar em cada tentativa", 1),
        "tries": whole_number_option("quantas vezes perguntar", 3, 1, 100),
        "count": whole_number_option("quantos pedidos fazer", 1, 1, 100),
    },
    words="python3 lessons/udp/python/numbered-client.py olá",
)
message = " ".join(options.words)
asked = (options.host, options.port)
# endregion numbered-client-options

# region numbered-client-connect
end_on_interrupt()
try:
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    client = socket.socket(family, socket.SOCK_DGRAM)
    # Nada viaja aqui: «conectar» um socket UDP só diz ao sistema com quem ele
    # fala.
    client.connect(address)
except OSError as error:
    end_with_error(error, *asked, "connect")
# endregion numbered-client-connect

# region numbered-client-send
# O byte mais importante vem primeiro: é a ordem da rede (big-endian).
NUMBER = struct.Struct("!I")


def ask(number: int) -> bytes | None:
    """Envia um pedido e espera a resposta dele; None se ela não vem a tempo."""
    try:
        client.send(NUMBER.pack(number) + message.encode())
        deadline = time.monotonic() + options.timeout
        while True:
            wait_until(client, deadline)
            answer = client.recv(65_535)
            # endregion numbered-client-send
            # region numbered-client-check
            if len(answer) < NUMBER.size:
                print("Resposta sem número, ignorada.")
                continue
            (answered,) = NUMBER.unpack_from(answer)
            if answered != number:
                is_old = 0 < answered < number
                which = "atrasada ou repetida do" if is_old else "que não pedi, do"
                print(f"Resposta {which} pedido {answered}, ignorada.")
                continue
            # endregion numbered-client-check
            # region numbered-client-answer
            return answer[NUMBER.size :]
    except TimeoutError:
        return None
    except OSError as error:
        end_with_error(error, *asked, "datagram")


for number in range(1, options.count + 1):
    print(f"Enviado:  {message} (pedido {number})")
    attempt = 1
    # Uma nova tentativa leva o mesmo número.
    while (answer := ask(number)) is None:
        if attempt == options.tries:
            end_with_error(PeerError("ETIMEDOUT"), *asked, "datagram")
        attempt += 1
        tries = f"tentativa {attempt} de {options.tries}"
        print(f"Sem resposta em {options.timeout:g} s; {tries}.")
    text = visible_text(answer.decode("utf-8", errors="replace"))
    print(f"Recebido: {text} (pedido {number})")
client.close()
# endregion numbered-client-answer
