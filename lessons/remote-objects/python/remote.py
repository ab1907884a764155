# region remote-caller
"""O lado de quem chama.

Transforma uma chamada em mensagem, e a resposta em resultado.
"""

import socket
import time
from typing import Any

from message import FrameDecoder, encode, read_answer
from published import CallError
from tomada import PeerError, receive_before


class FarewellError(Exception):
    """O servidor encerrou a conversa e disse por quê."""


class Caller:
    """timeout é quanto esperar por cada resposta, em segundos."""

    def __init__(self, connection: socket.socket, timeout: float) -> None:
        self._connection = connection
        self._timeout = timeout
        # Uma chamada pequena não espera companhia.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._frames = FrameDecoder()
        self._last_id = 0
        self._is_first = True
        # As chamadas em andamento: o prazo de cada uma e, quando veio, a resposta.
        self._deadlines: dict[int, float] = {}
        self._answers: dict[int, dict[str, Any]] = {}

    def call(self, name: str, method: str, args: list[Any]) -> Any:
        """Chama um método de longe; CallError se o servidor diz não."""
        return self.wait(self.begin(name, method, args))

    def begin(self, name: str, method: str, args: list[Any]) -> int:
        """Envia a chamada e não espera: devolve o número dela, para wait."""
        self._last_id += 1
        call = {"id": self._last_id, "object": name, "method": method, "args": args}
        self._connection.settimeout(self._timeout)
        self._connection.sendall(encode(call))
        self._deadlines[self._last_id] = time.monotonic() + self._timeout
        return self._last_id

    # endregion remote-caller

    # region remote-listen
    def wait(self, number: int) -> Any:
        """Lê respostas até chegar a desta chamada; TimeoutError se ela não vem."""
        try:
            while number not in self._answers:
                piece = receive_before(self._connection, self._deadlines[number])
                if not piece:
                    self._frames.end()
                    # Acabou entre duas mensagens: não haverá mais resposta.
                    raise PeerError("ERR_EMPTY_ANSWER" if self._is_first else "ECONNRESET")
                self._is_first = False
                for frame in self._frames.push(piece):
                    self._take(read_answer(frame))
        finally:
            del self._deadlines[number]
        answer = self._answers.pop(number)
        if "result" in answer:
            return answer["result"]
        raise CallError(answer["error"]["code"], answer["error"]["message"])

    # endregion remote-listen

    # region remote-take
    def _take(self, answer: dict[str, Any]) -> None:
        """Guarda uma resposta para quem espera por ela."""
        number = answer["id"]
        if number is None:
            raise FarewellError(answer["error"]["message"])
        if number in self._deadlines and number not in self._answers:
            self._answers[number] = answer
            return
        is_old = number <= self._last_id
        which = "atrasada ou repetida da" if is_old else "que não pedi, da"
        print(f"Resposta {which} chamada {number}, ignorada.")


# endregion remote-take


# region remote-object
class RemoteObject:
    """Um objeto que não está aqui: chamar um método dele é enviar uma mensagem."""

    def __init__(self, caller: Caller, name: str) -> None:
        self._caller = caller
        self._name = name

    def __getattr__(self, method: str) -> Any:
        return lambda *args: self._caller.call(self._name, method, list(args))


# endregion remote-object
