# region upper-client-imports
"""Cliente UDP.

Envia as palavras da linha de comando em um datagrama e mostra a resposta. Se
ela não vem, pergunta de novo; depois de algumas vezes, desiste.
"""

import socket
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
    format_endpoint,
    host_option,
    peer_port_option,
    read_options,
    seconds_option,
    visible_text,
    wait_until,
    whole_number_option,
)

# endregion upper-client-imports

# region upper-client-options
options = read_options(
    usage="python3 lessons/udp/python/upper-client.py <palavras…>",
    about="Cliente UDP: envia as palavras e mostra a resposta do servidor.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(12000),
        "timeout": seconds_option("quanto esperar em cada tentativa", 1),
        "tries": whole_number_option("quantas vezes perguntar", 3, 1, 100),
    },
    words="python3 lessons/udp/python/upper-client.py olá mundo",
)
message = " ".join(options.words)
asked = (options.host, options.port)
# endregion upper-client-options

# region upper-client-send
end_on_interrupt()
try:
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    client = socket.socket(family, socket.SOCK_DGRAM)
except OSError as error:
    end_with_error(error, *asked)


def ask() -> bytes | None:
    """Envia a pergunta e espera a resposta; None se ela não vem a tempo."""
    try:
        # Um datagrama é um envio só: vai inteiro ou não vai.
        client.sendto(message.encode(), address)
        deadline = time.monotonic() + options.timeout
        while True:
            wait_until(client, deadline)
            answer, peer = client.recvfrom(65_535)
            # endregion upper-client-send
            # region upper-client-stranger
            # Qualquer um pode mandar um datagrama para a nossa porta.
            if peer[:2] != address[:2]:
                sender = format_endpoint(*peer[:2])
                print(f"Ignorei um datagrama de {sender}: não perguntei a ele.")
                continue
            # endregion upper-client-stranger
            # region upper-client-receive
            return answer
    except TimeoutError:
        return None
    except OSError as error:
        end_with_error(error, *asked, "datagram")


print(f"Enviado:  {message}")
attempt = 1
while (answer := ask()) is None:
    attempt += 1
    # endregion upper-client-receive
    # region upper-client-tries
    if attempt > options.tries:
        end_with_error(PeerError("ETIMEDOUT"), *asked, "datagram")
    tries = f"tentativa {attempt} de {options.tries}"
    print(f"Sem resposta em {options.timeout:g} s; {tries}.")
    # endregion upper-client-tries
# region upper-client-answer
print(f"Recebido: {visible_text(answer.decode('utf-8', errors='replace'))}")
client.close()
# endregion upper-client-answer
