# region one-recv
"""recv dá os bytes que houver, até um máximo; não uma mensagem."""

import socket

with socket.create_server(("127.0.0.1", 0)) as listener:
    sender = socket.create_connection(listener.getsockname())
    receiver, _ = listener.accept()


def wait_for(count: int) -> None:
    """Só para a demonstração: espera que cheguem tantos bytes, sem tirá-los."""
    while len(receiver.recv(1024, socket.MSG_PEEK)) < count:
        pass


def show(piece: bytes) -> None:
    print(f"  recv: {piece.decode(errors='replace')!r}")


print("Duas mensagens, um recv:")
sender.sendall(b"um\n")
sender.sendall(b"dois\n")
wait_for(8)
show(receiver.recv(1024))  # O defeito: isto não é «a mensagem».

print("Uma mensagem, dois recv:")
sender.sendall("olá\n".encode()[:3])  # O «á» são dois bytes: foi metade dele.
show(receiver.recv(1024))
sender.sendall("olá\n".encode()[3:])
show(receiver.recv(1024))

print("As mesmas três, uma por linha:")
sender.sendall(b"um\ndois\n" + "olá\n".encode()[:3])
wait_for(11)
sender.sendall("olá\n".encode()[3:])
sender.close()
# O conserto: juntar até a quebra de linha, e só então decodificar.
for line in receiver.makefile("rb"):
    print(f"  linha: {line.decode()!r}")
receiver.close()
# endregion one-recv
