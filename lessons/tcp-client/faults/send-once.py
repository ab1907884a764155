# region send-once
"""send envia o que couber e diz quanto foi; sendall insiste até o fim."""

import socket
from threading import Thread


def connected_pair() -> tuple[socket.socket, socket.socket]:
    """As duas pontas de uma conexão TCP neste computador."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sender = socket.create_connection(listener.getsockname())
        receiver, _ = listener.accept()
    return sender, receiver


def count(receiver: socket.socket) -> None:
    """Lê até o fim e diz quanto chegou."""
    total = 0
    while piece := receiver.recv(65_536):
        total += len(piece)
    print(f"Chegaram {total} bytes.")


data = b"x" * 10_000_000
for name in ("send", "sendall"):
    sender, receiver = connected_pair()
    reader = Thread(target=count, args=(receiver,))
    with sender, receiver:
        sender.settimeout(5)  # Com prazo, send não espera caber tudo.
        if name == "send":
            sent = sender.send(data)  # O defeito: ninguém envia o resto.
            print(f"send: enviou {sent} de {len(data)} bytes.")
            reader.start()
        else:
            reader.start()
            sender.sendall(data)
            print(f"sendall: enviou os {len(data)} bytes.")
        sender.shutdown(socket.SHUT_WR)
        reader.join()
# endregion send-once
