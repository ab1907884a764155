"""Portas abertas.

Tenta cada porta TCP deste computador em um intervalo e diz em quais alguém escuta. Só deste: varrer o dos outros pede
licença.
"""

import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import (  # noqa: E402
    end_on_interrupt,
    line_from_keyboard,
    read_options,
    seconds_option,
    visible_text,
)

CALL = "python3 lessons/exercises/solutions/scanner-client.py"
EXAMPLE = f"{CALL} 12300 12400"
options = read_options(
    usage=f"{CALL} <primeira> <última>",
    about="Diz em quais portas deste computador alguém escuta.",
    options={"timeout": seconds_option("quanto esperar por cada porta", 1)},
    words=EXAMPLE,
    words_optional=True,
)
end_on_interrupt()

HOST = "127.0.0.1"
MOST_PORTS = 2_000
MOST_AT_A_TIME = 64


def read_range(text: str) -> range:
    """Lê «primeira última», as duas incluídas; o que não serve é uso errado."""
    if match := re.fullmatch(r"([0-9]{1,5})\s+([0-9]{1,5})", text):
        low, high = map(int, match.groups())
        # Em Python o fim de um range fica de fora: por isso o + 1.
        if 1 <= low <= high <= 65535 and high - low < MOST_PORTS:
            return range(low, high + 1)
    print(
        f"«{visible_text(text)}» não é um intervalo de portas. Use dois números inteiros de 1 a 65535, o menor "
        f"primeiro, com no máximo {MOST_PORTS} portas. Por exemplo: {EXAMPLE}",
        file=sys.stderr,
    )
    sys.exit(2)


def is_open(port: int) -> bool:
    """Diz se alguém escuta na porta. Não envia nada e fecha o que abriu."""
    try:
        with socket.create_connection((HOST, port), timeout=options.timeout) as connection:
            # A porta de saída é sorteada. Se for justo esta, a conexão é conosco
            # mesmos, e ninguém escuta ali.
            return connection.getsockname()[1] != port
    except OSError:
        return False  # ECONNREFUSED: ninguém escuta.


ports = read_range(" ".join(options.words) or line_from_keyboard("Portas: ", EXAMPLE).strip())
# Uma de cada vez demora; todas de uma vez esgotariam os sockets do programa.
# map devolve os resultados na ordem das portas, terminem elas como terminarem.
with ThreadPoolExecutor(MOST_AT_A_TIME) as pool:
    found = [port for port, open_ in zip(ports, pool.map(is_open, ports)) if open_]
for port in found:
    print(f"Porta {port} aberta")
print("1 porta aberta" if len(found) == 1 else f"{len(found)} portas abertas")
