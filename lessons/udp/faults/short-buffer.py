# region short-buffer
"""recvfrom dá um datagrama por vez, e o que não cabe no buffer se perde."""

import socket

receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("127.0.0.1", 0))
receiver.settimeout(2)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for text in ("olá", "mundo", "x" * 2000, "fim"):
    sender.sendto(text.encode(), receiver.getsockname())

for _ in range(4):
    try:
        # O defeito: 1024 bytes, e a mensagem pode ter até 65.507.
        data, _ = receiver.recvfrom(1024)
        print(f"{len(data)} bytes: {data.decode()[:10]}")
    except OSError as error:
        print(f"Erro: {error}")  # O Windows, ao menos, avisa.
# endregion short-buffer
