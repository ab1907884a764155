# region somebody-elses-place
"""Escutar no endereço e na porta de um exemplo, e em um lugar que é seu."""

import errno
import socket

for host, port, whose in [
    ("192.0.2.1", 8080, "um endereço que este computador não tem"),
    ("127.0.0.1", 80, "uma porta das reservadas"),
    ("127.0.0.1", 0, "este computador, uma porta livre"),
]:
    try:
        # O defeito: copiar o lugar onde o exemplo escutava na escola.
        with socket.create_server((host, port)) as listener:
            port = listener.getsockname()[1]
            outcome = f"escutando na porta {port}"
    except OSError as error:
        outcome = errno.errorcode.get(error.errno or 0, str(error))
    print(f"{whose}: {outcome}")
# endregion somebody-elses-place
