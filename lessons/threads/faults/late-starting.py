# region late-starting
import threading


class NamedThread(threading.Thread):
    def run(self):
        try:
            for i in range(4):
                print(f"T: {self.name} {i}")
                time.sleep(0.1)  # O primeiro defeito: faltou importar time.
        except Exception:
            print(f"{self.name}: interrompida?")  # Não: foi um NameError.
        print(f"{self.name}: começou")  # O segundo: só depois do trabalho.


thread = NamedThread(name="Ana")
thread.start()
thread.join()
# endregion late-starting
