# region bank-server-imports
"""Servidor de objetos.

Duas contas e um banco, que outros programas chamam pela rede como se fossem
seus. Tudo à mão: o número, o nome, os argumentos, a resposta, o erro.
"""

import dataclasses
import socketserver
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# O módulo que os pares em Python compartilham mora em packages/utils/python; os
# desta lição, ao lado deste arquivo (os passos rodam de uma pasta vizinha).
root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
sys.path.append(str(root / "lessons/remote-objects/python"))
from account import turn  # noqa: E402
from message import LONGEST, FormatError, FrameDecoder, encode, read_call, show_call  # noqa: E402
from published import CallError, perform, publish  # noqa: E402
from tomada import (  # noqa: E402
    PeerError,
    end_and_linger,
    host_option,
    listen,
    listen_port_option,
    read_options,
    receive_before,
    say,
    seconds_option,
    send_all_or_reset,
)

# endregion bank-server-imports

# region bank-server-options
options = read_options(
    usage="python3 lessons/remote-objects/python/bank-server.py",
    about="Servidor de objetos: contas que outros programas chamam pela rede.",
    options={
        "host": host_option("onde escutar"),
        "port": listen_port_option(9090),
        "delay": dataclasses.replace(
            seconds_option("quanto demora a resposta de quem muda um saldo", 3), fallback=0
        ),
        "idle-timeout": seconds_option("quanto esperar por uma chamada inteira", 60),
    },
)


class BankHandler(socketserver.BaseRequestHandler):
    """Atende uma conexão: há um objeto destes para cada cliente."""

    # endregion bank-server-options
    # region bank-server-answer
    objects = publish()

    def answer_to(self, call: dict[str, Any]) -> dict[str, Any]:
        """Faz a chamada e diz o que responder."""
        try:
            with turn:
                result = perform(self.objects, call)
        except CallError as error:
            failure = {"code": error.code, "message": str(error)}
        except Exception as error:
            # Um defeito de um método é problema de quem o chamou, não de todos.
            say(f"Defeito em {show_call(call)}: {error!r}", sys.stderr)
            failure = {"code": "failed", "message": "o método falhou"}
        else:
            say(f"{show_call(call)} → {result}")
            return {"id": call["id"], "result": result}
        say(f"{show_call(call)} → {failure['code']}: {failure['message']}")
        return {"id": call["id"], "error": failure}

    # endregion bank-server-answer

    # region bank-server-serve
    def setup(self) -> None:
        self.refresh()
        # endregion bank-server-serve
        # region bank-server-under-way
        # As respostas que demoram: quando cada uma vai, e o que ela diz.
        self.waiting: deque[tuple[float, dict[str, Any]]] = deque()
        # endregion bank-server-under-way

    # region bank-server-deadline
    def refresh(self) -> None:
        """O prazo vale para cada chamada inteira, e não para cada recv."""
        self.deadline = time.monotonic() + options.idle_timeout

    # endregion bank-server-deadline
    # region bank-server-send
    def send(self, answer: dict[str, Any]) -> None:
        send_all_or_reset(self.request, encode(answer), options.idle_timeout)
        self.refresh()

    def refuse(self, code: str, message: str) -> None:
        """Assim não dá para continuar: diz por quê, e encerra."""
        farewell = encode({"id": None, "error": {"code": code, "message": message}})
        end_and_linger(self.request, farewell, options.idle_timeout)

    # endregion bank-server-send

    # region bank-server-receive
    def receive(self, call: dict[str, Any]) -> None:
        self.refresh()
        # endregion bank-server-receive
        # region bank-server-too-many
        if len(self.waiting) == MOST_CALLS:
            message = f"já há {MOST_CALLS} chamadas em andamento"
            failure = {"code": "too-many-calls", "message": message}
            self.send({"id": call["id"], "error": failure})
            return
        # endregion bank-server-too-many
        # region bank-server-perform
        answer = self.answer_to(call)
        # endregion bank-server-perform
        # region bank-server-delay
        # Já está feito; o que demora é a resposta. As outras chamadas não esperam.
        if options.delay > 0 and call["method"] != "balance":
            self.waiting.append((time.monotonic() + options.delay, answer))
            return
        # endregion bank-server-delay
        # region bank-server-data
        self.send(answer)

    def pieces(self) -> Iterator[bytes]:
        """O que chega, até o cliente terminar."""
        while True:
            until = self.deadline
            # endregion bank-server-data
            # region bank-server-due
            if self.waiting:
                until, answer = self.waiting[0]
            # endregion bank-server-due
            # region bank-server-piece
            try:
                piece = receive_before(self.request, until)
            except TimeoutError:
                # endregion bank-server-piece
                # region bank-server-send-due
                if self.waiting:
                    self.waiting.popleft()
                    self.send(answer)
                    continue
                # endregion bank-server-send-due
                # region bank-server-handle
                raise
            if not piece:
                return
            yield piece

    def handle(self) -> None:
        frames = FrameDecoder()
        try:
            for piece in self.pieces():
                for frame in frames.push(piece):
                    self.receive(read_call(frame))
            # endregion bank-server-handle
            # region bank-server-end
            frames.end()
            for due, answer in self.waiting:
                time.sleep(max(0, due - time.monotonic()))
                self.send(answer)
            end_and_linger(self.request, b"", options.idle_timeout)
            # endregion bank-server-end
            # region bank-server-refuse
        except FormatError as error:
            self.refuse("invalid", str(error))
        except PeerError as error:
            self.refuse(*REFUSALS[error.code])
        # endregion bank-server-refuse
        # region bank-server-idle
        except TimeoutError:
            seconds = f"{options.idle_timeout:g} s"
            self.refuse("idle", f"{seconds} sem uma chamada inteira")
        # endregion bank-server-idle


# region bank-server-refusals
MOST_CALLS = 16
REFUSALS = {
    "ERR_MESSAGE_TOO_LONG": ("too-long", f"mensagem com mais de {LONGEST} bytes"),
    "ERR_INCOMPLETE_MESSAGE": (
        "incomplete",
        "a conexão terminou no meio de uma mensagem",
    ),
}
# endregion bank-server-refusals

# region bank-server-listen
with listen(BankHandler, options.host, options.port) as server:
    server.serve_forever()
# endregion bank-server-listen
