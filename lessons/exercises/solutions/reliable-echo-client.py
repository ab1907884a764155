"""Cliente do eco que não se perde: uma mensagem por vez, repetida até que a resposta dela chegue."""

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
    line_from_keyboard,
    peer_port_option,
    port_from_environment,
    read_options,
    seconds_option,
    visible_text,
    wait_until,
    whole_number_option,
)

CALL = "python3 lessons/exercises/solutions/reliable-echo-client.py"
EXAMPLE = f"{CALL} olá mundo"
options = read_options(
    usage=f"{CALL} <palavras…>",
    about="Cliente UDP: repete cada palavra até receber a resposta dela.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(port_from_environment(12350)),
        "timeout": seconds_option("quanto esperar antes de repetir", 0.2),
        "tries": whole_number_option("quantas vezes enviar cada mensagem", 10, 1, 100),
    },
    words=EXAMPLE,
    words_optional=True,
)
end_on_interrupt()
messages = options.words or line_from_keyboard("Mensagens: ", EXAMPLE).split()
asked = (options.host, options.port)

try:
    found = socket.getaddrinfo(*asked, type=socket.SOCK_DGRAM)
    family, _, _, _, address = found[0]
    client = socket.socket(family, socket.SOCK_DGRAM)
    # Nada viaja aqui: a partir de agora só chegam datagramas deste servidor.
    client.connect(address)
except OSError as error:
    end_with_error(error, *asked, "connect")

NUMBER = struct.Struct("!I")
HEAD = struct.Struct("!II")


def ask(number: int, text: str) -> bytes:
    """Envia a mensagem até vir a resposta com o número dela."""
    for _ in range(options.tries):
        # A repetida leva o mesmo número: é assim que o servidor a reconhece.
        client.send(NUMBER.pack(number) + text.encode())
        deadline = time.monotonic() + options.timeout
        try:
            while True:
                wait_until(client, deadline)
                answer = client.recv(65_535)
                # Com outro número, é a resposta atrasada ou repetida de outra mensagem.
                if len(answer) >= HEAD.size and NUMBER.unpack_from(answer) == (number,):
                    return answer
        except TimeoutError:
            pass  # Perdeu-se a mensagem, ou a resposta: de novo.
    raise PeerError("ETIMEDOUT")


# Uma por vez: a seguinte só parte quando esta foi respondida.
try:
    for number, text in enumerate(messages, start=1):
        answer = ask(number, text)
        _, order = HEAD.unpack_from(answer)
        echo = visible_text(answer[HEAD.size :].decode("utf-8", errors="replace"))
        print(f"Eco {order}: {echo}")
except (OSError, PeerError) as error:
    end_with_error(error, *asked, "datagram")
client.close()
