# region run-directly
import threading
import time


class NamedThread(threading.Thread):
    def run(self):
        for i in range(2):
            print(f"T: {self.name} {i} em {threading.current_thread().name}")
            time.sleep(0.1)


# O defeito: run() não inicia thread alguma. É start() que inicia e chama run().
NamedThread(name="Ana").run()
NamedThread(name="Bruno").run()
# endregion run-directly
