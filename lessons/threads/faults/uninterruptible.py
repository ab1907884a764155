# region uninterruptible
import threading
import time


def work():
    try:
        for i in range(4):
            print(f"T: Ana {i}")
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("Ana: interrompida")  # O defeito: nunca chega aqui.
    print("Ana: terminou, sem notar nada")


thread = threading.Thread(target=work)
thread.start()
try:
    time.sleep(0.75)
    raise KeyboardInterrupt  # O que Ctrl-C faz, sempre na thread principal.
except KeyboardInterrupt:
    print("A principal foi interrompida; a outra, não.")
thread.join()
# endregion uninterruptible
