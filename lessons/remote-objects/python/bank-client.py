# region bank-client-imports
"""Cliente de objetos.

Usa as contas do servidor como se estivessem aqui. Com palavras na linha de
comando, faz só a chamada pedida.
"""

import re
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

# O módulo que os pares em Python compartilham mora em packages/utils/python; os
# desta lição, ao lado deste arquivo (os passos rodam de uma pasta vizinha).
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/remote-objects/python"))
from message import LONGEST, FormatError, encode, show, show_call, to_json  # noqa: E402
from published import CallError  # noqa: E402
from remote import Caller, FarewellError, RemoteObject  # noqa: E402
from tomada import (  # noqa: E402
    PeerError,
    end_and_linger,
    end_on_interrupt,
    end_with_error,
    format_endpoint,
    host_option,
    peer_port_option,
    read_options,
    seconds_option,
    visible_text,
)

# endregion bank-client-imports

# region bank-client-options
options = read_options(
    usage="python3 lessons/remote-objects/python/bank-client.py [objeto.método argumentos…]",
    about="Cliente de objetos: chama métodos de contas que estão no servidor.",
    options={
        "host": host_option("endereço do servidor"),
        "port": peer_port_option(9090),
        "timeout": seconds_option("quanto esperar por cada resposta", 5),
    },
    words="ana.balance",
    words_optional=True,
)
address = (options.host, options.port)


def refuse_usage(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


path, *texts = options.words or [""]
# O primeiro ponto separa o objeto do método.
name, _, method = path.partition(".")
if options.words and not (name and method):
    refuse_usage(
        f"«{visible_text(path)}» não é uma chamada. Diga o objeto e o método, por exemplo: ana.deposit 100"
    )
args: list[Any] = [int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else text for text in texts]
call = {"id": 1, "object": name, "method": method, "args": args}
try:
    encode(call)
except PeerError:
    refuse_usage(f"A chamada passa de {LONGEST} bytes: use textos menores.")
# endregion bank-client-options

# region bank-client-connect
end_on_interrupt()
try:
    connection = socket.create_connection(address, timeout=options.timeout)
except OSError as error:
    end_with_error(error, *address, "connect")
caller = Caller(connection, options.timeout)
# endregion bank-client-connect


# region bank-client-fail
def fail(error: Exception) -> NoReturn:
    """Uma chamada falhou por causa da rede ou do servidor: diz o que se sabe."""
    server = format_endpoint(*address)
    if isinstance(error, CallError):
        print(f"O servidor recusou: {show(str(error), 200)}.", file=sys.stderr)
        sys.exit(1)
    print("Sem resposta: a chamada pode ter sido feita, ou não.")
    if isinstance(error, FarewellError):
        print(f"{server} encerrou a conversa: {show(str(error), 200)}.", file=sys.stderr)
    elif isinstance(error, FormatError):
        print(
            f"Em {server}, quem atende não fala o nosso protocolo: o que veio {error}. Confira --host e --port.",
            file=sys.stderr,
        )
    else:
        end_with_error(error, *address)
    sys.exit(1)


# endregion bank-client-fail


# region bank-client-one-call
def text(result: object) -> str:
    """Um resultado, para o terminal: veio de longe, e pode ser qualquer coisa."""
    return show(to_json(result), 1_000)


def call_once() -> None:
    """A chamada da linha de comando."""
    result = caller.call(name, method, args)
    print(f"{show_call(call)} → {text(result)}")


# endregion bank-client-one-call


# region bank-client-as-local
def use_accounts() -> None:
    """Usa as contas como se estivessem neste programa."""
    ana = RemoteObject(caller, "ana")
    bia = RemoteObject(caller, "bia")

    print(f"Ana deposita 100: {text(ana.deposit(100))}")
    print(f"Ana saca 30: {text(ana.withdraw(30))}")
    # Duas chamadas de uma vez, na mesma conexão.
    begun = [caller.begin(each, "balance", []) for each in ("ana", "bia")]
    balances = [text(caller.wait(number)) for number in begun]
    print(f"Saldos de Ana e de Bia: {' e '.join(balances)}")
    try:
        bia.withdraw(1_000_000_000)
    except CallError as error:
        print(f"Bia não pode sacar tanto: {show(str(error), 200)}")


# endregion bank-client-as-local

# region bank-client-run
try:
    if options.words:
        call_once()
    # endregion bank-client-run
    # region bank-client-run-accounts
    else:
        use_accounts()
# endregion bank-client-run-accounts
# region bank-client-end
except (CallError, FarewellError, FormatError, PeerError, OSError) as error:
    fail(error)
with suppress(OSError):  # Tudo já foi respondido.
    end_and_linger(connection)
# endregion bank-client-end
