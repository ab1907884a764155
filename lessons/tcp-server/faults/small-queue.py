# region small-queue
"""A fila de quem se conectou e ainda não foi aceito: o número de listen."""

import socket

CLIENTS = 40


def knock(backlog: int) -> int:
    """Quantos clientes se conectam enquanto o servidor não chama accept."""
    connected = 0
    with socket.create_server(("127.0.0.1", 0), backlog=backlog) as listener:
        clients = []
        for _ in range(CLIENTS):
            client = socket.socket()
            client.settimeout(0.05)
            clients.append(client)
            try:
                client.connect(listener.getsockname())
                connected += 1
            except TimeoutError:
                pass  # O sistema vai tentar de novo daqui a um segundo ou mais.
        for client in clients:
            client.close()
    return connected


for backlog in (1, 5, 511):
    print(f"listen({backlog}): {knock(backlog)} de {CLIENTS} clientes na hora")
# endregion small-queue
