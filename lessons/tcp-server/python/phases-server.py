# region phases-server-imports
"""Servidor TCP que conta cada fase.

Espera uma conexão, espera os dados, responde em maiúsculas e fecha. De
propósito, como o servidor de maiúsculas, toma o primeiro pedaço que chega pela
mensagem inteira.
"""

import os
import socket
import sys
import time
from pathlib import Path
from threading import Thread

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
    say,
    seconds_option,
    visible_text,
)

# endregion phases-server-imports

# region phases-server-options
options = read_options(
    usage="python3 lessons/tcp-server/python/phases-server.py",
    about="Servidor TCP: devolve em maiúsculas o que chega, contando cada fase.",
    options={
        "host": host_option("onde escutar; 0.0.0.0 são todos os endereços", "0.0.0.0"),
        "port": listen_port_option(12000),
        "idle-timeout": seconds_option("quanto esperar por um cliente calado", 60),
    },
)
# endregion phases-server-options

# region phases-server-create
end_on_interrupt()
try:
    # IPv4 ou IPv6, conforme o endereço pedido.
    address = (options.host, options.port)
    family, *_ = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":  # Para reiniciar logo depois de encerrar (TIME_WAIT).
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(511)
    # No Windows, Ctrl-C só é visto quando accept volta.
    listener.settimeout(0.5)
except OSError as error:
    end_with_error(error, options.host, options.port, "listen")
MOST_BYTES = 1024


def serve(connection: socket.socket, host: str, port: int) -> None:
    """Atende uma conexão e conta o que acontece nela."""
    # endregion phases-server-create
    # region phases-server-serve
    name = format_endpoint(host, port)
    say(f"Nova conexão: {name}\nEsperando os dados de {name}")
    try:
        with connection:
            # endregion phases-server-serve
            # region phases-server-idle
            # Quem se conecta e não diz nada não fica para sempre.
            connection.settimeout(options.idle_timeout)
            # endregion phases-server-idle
            # region phases-server-answer
            piece = connection.recv(MOST_BYTES)
            if piece:
                text = piece.strip().decode("utf-8", errors="replace")
                say(f"Dados recebidos de {name}: {visible_text(text)}")
                say(f"Enviando a {name}: {visible_text(text.upper())}")
                end_and_linger(connection, text.upper())
    except TimeoutError:
        pass
    except OSError as error:
        say(explain_error(error, host, port), sys.stderr)
    say(f"Conexão com {name} fechada\nEsperando uma conexão")
    # endregion phases-server-answer


# region phases-server-listen
say(f"Escutando em {format_endpoint(*listener.getsockname()[:2])}")
say("Esperando uma conexão")
while True:
    try:
        connection, peer = listener.accept()
    except TimeoutError:
        continue
    except OSError:
        time.sleep(0.1)  # Clientes demais para o sistema: espere um sair.
        continue
    Thread(target=serve, args=(connection, *peer[:2])).start()
# endregion phases-server-listen
