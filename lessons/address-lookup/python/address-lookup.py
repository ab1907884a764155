# region address-lookup-imports
"""Nomes e endereços.

Os bytes de um endereço, os endereços de um nome e os nomes de um endereço,
segundo o sistema e segundo o DNS sozinho.
"""

import queue
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

# O módulo que os pares em Python compartilham mora em packages/utils/python; os
# desta lição, ao lado deste arquivo.
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/address-lookup/python"))
from dns_question import ask_dns, system_server  # noqa: E402
from question import Question, read_question  # noqa: E402
from report import Outcome, report  # noqa: E402
from tomada import (  # noqa: E402
    PeerError,
    UsageError,
    end_on_interrupt,
    explain_error,
    read_options,
    seconds_option,
    server_option,
    switch_option,
    visible_text,
)

# endregion address-lookup-imports

# region address-lookup-options
CALL = "python3 lessons/address-lookup/python/address-lookup.py"
options = read_options(
    usage=f"{CALL} <nome ou endereço…>",
    about="Mostra os endereços de um nome, e os bytes e nomes de um endereço.",
    options={
        "self": switch_option("mostra os endereços deste computador"),
        "server": server_option("servidor de DNS a quem perguntar", 53),
        "timeout": seconds_option("quanto esperar por cada resposta", 5),
    },
    words=f"{CALL} localhost",
    words_optional=True,
)


def refuse(sentence: str) -> None:
    print(visible_text(sentence), file=sys.stderr)
    sys.exit(2)


if not options.words and not options.self:
    refuse(f"Faltou dizer o que procurar. Por exemplo: {CALL} localhost")
try:
    # Lê todas as palavras antes de procurar qualquer uma.
    questions = [read_question(word) for word in options.words]
except UsageError as error:
    refuse(str(error))
# endregion address-lookup-options

# region address-lookup-sources
# Quem sabe responder. Cada passo acrescenta um.
sources: list[Callable[[Question], list[Callable[[], Outcome]]]] = []
# endregion address-lookup-sources


# region address-lookup-system
def settle(
    label: str, activity: str, about: tuple[str, int], ask: Callable[[], list[str]]
) -> Callable[[], Outcome]:
    """Pergunta em outra thread; quem chama o resultado espera até --timeout."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as error:  # Nesta thread, ninguém mais o veria.
            answers.put(error)

    # Uma procura do sistema não se interrompe; daemon deixa o programa terminar
    # sem ela.
    threading.Thread(target=run, daemon=True).start()

    def wait() -> Outcome:
        try:
            answer = answers.get(timeout=options.timeout)
        except queue.Empty:
            answer = PeerError("ETIMEDOUT" if activity == "lookup" else "ETIMEOUT")
        if isinstance(answer, Exception):
            explanation = explain_error(answer, *about, activity)
            return Outcome(label, explanation.split("\n")[:1], explanation)
        # O que vem da rede pode trazer cores e outros comandos do terminal.
        return Outcome(label, [visible_text(each) for each in dict.fromkeys(answer)])

    return wait


def ask_system(question: Question) -> list[str]:
    """O mesmo que connect perguntaria: arquivo hosts, DNS e o que mais houver."""
    if question.kind != "nome":
        return [socket.getnameinfo((question.text, 0), socket.NI_NAMEREQD)[0]]
    found = socket.getaddrinfo(question.dns_name, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def question_to_system(question: Question) -> list[Callable[[], Outcome]]:
    about = (question.text, 0)
    return [settle("Pelo sistema:", "lookup", about, lambda: ask_system(question))]


sources.append(question_to_system)
# endregion address-lookup-system

# region address-lookup-dns
asked = options.server or system_server()
KINDS = {"A": "DNS, IPv4 (A):", "AAAA": "DNS, IPv6 (AAAA):", "PTR": "DNS, nome (PTR):"}


def ask_of_dns(question: Question, kind: str) -> Callable[[], Outcome]:
    def ask() -> list[str]:
        return ask_dns(question.dns_name, kind, asked, options.timeout)

    return settle(KINDS[kind], "query", asked, ask)


sources.append(
    lambda question: [
        ask_of_dns(question, kind)
        for kind in (["A", "AAAA"] if question.kind == "nome" else ["PTR"])
    ]
)
# endregion address-lookup-dns


# region address-lookup-self
def own_address() -> str:
    """O endereço por onde este computador sairia para a rede.

    A biblioteca padrão do Python não lista as interfaces. Um connect de UDP não
    envia nada: só escolhe o caminho, e com ele o endereço deste lado.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))  # De documentação: de ninguém.
            return str(probe.getsockname()[0])
        except OSError:
            return ""


if options.self:
    print("Este computador")
    if address := own_address():
        print(f"  {address}")
        print(f"A um amigo na mesma rede, diga: {address}")
    else:
        print("Nenhum endereço IPv4 serve para um amigo: você parece estar sem rede.")
# endregion address-lookup-self

# region address-lookup-start
end_on_interrupt()
answered = True
for question in questions:
    outcomes = [wait for source in sources for wait in source(question)]
    answered = report(question, outcomes) and answered
sys.exit(0 if answered else 1)
# endregion address-lookup-start
