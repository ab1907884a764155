# region counter-race-imports
"""Um contador para várias threads: cada uma soma 1 muitas vezes.

Sem proteção, somas se perdem; com uma trava (Lock), nenhuma.
"""

import os
import sys
import threading
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import end_on_interrupt, read_options, whole_number_option  # noqa: E402

# endregion counter-race-imports


# region counter-race-shared
class Counter:
    """O contador: as threads de um programa em Python veem as mesmas variáveis."""

    def __init__(self) -> None:
        self.value = 0
        self.lock = threading.Lock()


def plus_one(value: int) -> int:
    return value + 1


# endregion counter-race-shared


# region counter-race-add
def add(counter: Counter, times: int, is_safe: bool, go: threading.Barrier) -> None:
    """O trabalho de uma thread."""
    go.wait()  # Todas prontas antes da largada.
    for _ in range(times):
        if is_safe:
            with counter.lock:
                counter.value = plus_one(counter.value)
        else:
            # Três passos: ler, somar, guardar. Outra thread pode agir no meio
            # deles, com GIL e tudo: ele protege o Python, não o seu programa.
            counter.value = plus_one(counter.value)


# endregion counter-race-add


# region counter-race-main
def race(workers: int, times: int, is_safe: bool) -> int:
    """Solta as threads sobre um contador novo e devolve quanto ele marcou."""
    counter = Counter()
    go = threading.Barrier(workers)
    task = (counter, times, is_safe, go)
    threads = [
        threading.Thread(target=add, args=task, daemon=True) for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter.value


def report(label: str, expected: int, counted: int) -> None:
    """Diz quanto era esperado, quanto veio e quanto se perdeu."""

    def show(n: int) -> str:
        return f"{n:,}".replace(",", ".")

    lost = show(expected - counted)
    print(
        f"{label}: esperado {show(expected)}, obtido {show(counted)}, perdidas {lost}"
    )


end_on_interrupt()
options = read_options(
    usage="python3 lessons/threads/python/counter-race.py",
    about="Threads que somam 1 ao mesmo contador: sem proteção e com ela.",
    options={
        "workers": whole_number_option("quantas threads", 2, 2, 64),
        "times": whole_number_option(
            "quantas somas cada uma faz", 1_000_000, 1, 30_000_000
        ),
    },
)
expected = options.workers * options.times
print(f"{options.workers} threads somam 1 ao mesmo contador.")
unsafe = race(options.workers, options.times, is_safe=False)
report("Sem proteção", expected, unsafe)
if unsafe == expected:
    cores = os.cpu_count()
    print(f"Nenhuma se perdeu: foi sorte ({cores} núcleo(s) aqui).")
# endregion counter-race-main

# region counter-race-safe
report(
    "Com proteção",
    expected,
    race(options.workers, options.times, is_safe=True),
)
# endregion counter-race-safe
