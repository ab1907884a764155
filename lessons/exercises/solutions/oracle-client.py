"""Cliente do oráculo: envia uma pergunta e mostra a resposta."""

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
    line_from_keyboard,
    peer_port_option,
    port_from_environment,
    read_options,
    seconds_option,
    visible_text,
)

CALL = "python3 lessons/exercises/solutions/oracle-client.py"
EXAMPLE = f"{CALL} Vai chover?"
options = read_options(
    usage=f"{CALL} <pergunta…>",
    about="Cliente do oráculo: envia a pergunta e mostra a resposta.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(port_from_environment(12345)),
        "timeout": seconds_option("quanto esperar por um servidor em silêncio", 10),
    },
    words=EXAMPLE,
    words_optional=True,
)
end_on_interrupt()
question = " ".join(options.words) or line_from_keyboard("Pergunta: ", EXAMPLE)
address = (options.host, options.port)

try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")

LONGEST_ANSWER = 65_536
answer = b""
try:
    with connection:
        # Duas vezes «acabou»: a quebra de linha, para quem lê linhas, e o meio
        # fechamento, para quem lê até o fim.
        connection.sendall(f"{question}\n".encode())
        connection.shutdown(socket.SHUT_WR)
        # A resposta só está inteira quando o servidor fecha; antes disso, «não»
        # pode ter chegado só pela metade.
        while piece := connection.recv(1024):
            answer += piece
            if len(answer) > LONGEST_ANSWER:
                raise PeerError("ERR_MESSAGE_TOO_LONG")
except (OSError, PeerError) as error:
    end_with_error(error, *address)
if not answer:
    end_with_error(PeerError("ERR_EMPTY_ANSWER"), *address)
print(f"Oráculo: {visible_text(answer.decode('utf-8', errors='replace'))}")
