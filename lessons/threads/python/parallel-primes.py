# region parallel-primes-imports
"""A mesma conta (quantos primos há até um limite) dividida entre 1, 2, 3… threads.

Uma tabela diz quanto tempo cada divisão levou.
"""

import os
import platform
import statistics
import sys
import threading
import time
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import end_on_interrupt, read_options, whole_number_option  # noqa: E402

# endregion parallel-primes-imports

# region parallel-primes-count
BLOCK = 1_000


def is_prime(n: int) -> bool:
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return n >= 2


def count_primes(limit: int, part: int, parts: int) -> int:
    """Conta os primos de uma parte: de cada parts blocos de mil números, um."""
    found = 0
    for start in range(part * BLOCK, limit + 1, parts * BLOCK):
        for n in range(start, min(start + BLOCK, limit + 1)):
            found += is_prime(n)
    return found


# endregion parallel-primes-count


# region parallel-primes-divide
def count_together(workers: int, limit: int) -> int:
    """Reparte a conta, espera todas as partes e soma."""
    counts = [0] * workers

    def count(part: int) -> None:
        # Cada thread escreve só no lugar dela: não há o que disputar.
        counts[part] = count_primes(limit, part, workers)

    threads = [
        threading.Thread(target=count, args=(part,), daemon=True)
        for part in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def start_and_stop(workers: int) -> None:
    """Threads sem trabalho: só o que custa iniciá-las."""
    count_together(workers, -1)


# endregion parallel-primes-divide

# region parallel-primes-measure
LONGEST_BAR = 30


def show_progress(text: str) -> None:
    """Uma linha escrita por cima dela mesma; só faz sentido em um terminal."""
    if sys.stderr.isatty():
        print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)


def measure(workers: int, work: int, rounds: int) -> None:
    """Mede com 1, 2, 3… threads e escreve uma linha da tabela para cada uma."""
    print("\nthreads   tempo (ms)   vezes mais rápido")
    alone = 0.0
    for size in range(1, workers + 1):
        times = []
        for number in range(1, rounds + 1):
            show_progress(f"{size} thread(s), rodada {number} de {rounds}")
            since = time.perf_counter()
            count_together(size, work)
            times.append((time.perf_counter() - since) * 1000)
        show_progress("")
        spent = statistics.median_high(times)
        alone = alone or spent
        bar = "#" * round(alone / spent * LONGEST_BAR / workers)
        cells = f"{size:7}{show(spent, 1):>12}{show(alone / spent, 2):>10}"
        print(f"{cells}  {bar}")


# endregion parallel-primes-measure


# region parallel-primes-main
def show(n: float, digits: int = 0) -> str:
    return f"{n:,.{digits}f}".translate(str.maketrans(",.", ".,"))


cores = os.cpu_count() or 1
options = read_options(
    usage="python3 lessons/threads/python/parallel-primes.py",
    about="A mesma conta dividida entre 1, 2, 3… threads.",
    options={
        "workers": whole_number_option("até quantas threads", min(cores, 64), 1, 64),
        "work": whole_number_option(
            "até onde contar os primos", 200_000, 1_000, 100_000_000
        ),
        "rounds": whole_number_option("quantas vezes medir cada uma", 3, 1, 64),
    },
)
end_on_interrupt()  # As threads terminam com o processo.
cpu = platform.processor() or platform.machine()
print(f"{cpu}, {cores} núcleo(s), Python {platform.python_version()}")
found = count_primes(options.work, 0, 1)
print(f"Há {show(found)} primos até {show(options.work)}.")
# endregion parallel-primes-main

# region parallel-primes-main-divide
since = time.perf_counter()
start_and_stop(options.workers)
spent = show((time.perf_counter() - since) * 1000)
print(f"Iniciar {options.workers} thread(s) levou {spent} ms.")
together = count_together(options.workers, options.work)
print(f"Contando juntas, as threads acharam {show(together)}.")
# endregion parallel-primes-main-divide

# region parallel-primes-main-measure
measure(options.workers, options.work, options.rounds)
# endregion parallel-primes-main-measure
