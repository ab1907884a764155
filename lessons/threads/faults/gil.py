# region gil
"""No Python comum, enquanto uma thread faz contas, as outras esperam a vez."""

import socket
import sys
import threading

# De fábrica, a vez muda de mãos à força a cada 5 milésimos de segundo, e as
# threads parecem andar juntas. Sem isso, vê-se que só uma anda.
sys.setswitchinterval(60)

STEPS = 1000
steps = 0
gate = threading.Lock()
ana, bruno = socket.socketpair()


def walk() -> None:
    """O Bruno espera o portão abrir, dá os passos dele e avisa a Ana."""
    global steps
    with gate:
        for _ in range(STEPS):
            steps += 1
    bruno.send(b"!")


gate.acquire()
thread = threading.Thread(target=walk)
thread.start()
gate.release()  # Daqui em diante, nada impede o Bruno de andar.
for _ in range(1_000_000):
    pass  # A Ana conta, e só conta.
print(f"Enquanto a Ana contava, o Bruno deu {steps} de {STEPS} passos.")
ana.recv(1)  # Agora ela espera a rede: quem espera passa a vez.
print(f"Enquanto a Ana esperava a rede, chegou a {steps} de {STEPS}.")
thread.join()
# endregion gil
