"""O que todos os pares em Python usam: opções, erros explicados e um encerramento limpo.

As frases são as mesmas dos programas em TypeScript: os dois leem packages/utils/messages.json.
Só a biblioteca padrão, Python 3.10 ou mais novo.
"""

import errno
import ipaddress
import json
import os
import re
import signal
import socket
import socketserver
import struct
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, NoReturn, TextIO

MESSAGES = json.loads((Path(__file__).parent.parent / "messages.json").read_text("utf-8"))

# Sem isto, a saída que passa por um cano fica presa num buffer, e no Windows os acentos se perdem.
for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
if sys.stdin is not None:
    # newline=None: um \r\n, como os do Windows, vale uma quebra de linha só.
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline=None)


def say(text: str, stream: TextIO = sys.stdout) -> None:
    """Escreve uma ou mais linhas de uma vez só.

    print escreve o texto e depois a quebra de linha: entre uma coisa e outra, outra thread pode escrever.
    """
    stream.write(f"{text}\n")


def format_endpoint(host: str, port: int) -> str:
    """Escreve endereço e porta como as pessoas digitam; o IPv6 vai entre colchetes (RFC 3986 §3.2.2)."""
    return f"[{host}]:{port}" if host.count(":") > 1 else f"{host}:{port}"


class PeerError(Exception):
    """Um erro que não veio do sistema, com um código que `explain_error` conhece."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def explain_error(error: BaseException, host: str, port: int, activity: str = "any") -> str:
    """Diz em português o que aconteceu, por quê e o que fazer; activity é listen, connect, lookup, query, datagram ou any."""
    code = _code_of(error)
    values = {
        "code": code,
        "message": str(error),
        "endpoint": format_endpoint(host, port),
        "host": host,
        "port": port,
        "otherPort": port + 8000 if port < 1024 else port + 1 if port < 65535 else 8080,
        "anchor": code.lower(),
    }
    explanations = MESSAGES["errors"].get(code)
    if explanations is None:
        return MESSAGES["unknownError"].format(**values)
    parts = explanations.get(activity, explanations["any"])
    text = f"{parts['happened']} ({{code}}): {parts['why']}\n{parts['remedy']}\n{MESSAGES['more']}"
    return text.format(**values)


def _code_of(error: BaseException) -> str:
    if isinstance(error, PeerError):
        return error.code
    if isinstance(error, socket.gaierror):
        return "EAI_AGAIN" if error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL) else "ENOTFOUND"
    if isinstance(error, TimeoutError):
        return "ETIMEDOUT"
    if isinstance(error, OSError) and error.errno is not None:
        # No Windows os nomes começam com WSA: WSAECONNRESET é o ECONNRESET dos outros.
        code = errno.errorcode.get(error.errno, "sem código").removeprefix("WSA")
        return MESSAGES["sameAs"].get(code, code)
    return "sem código"


def end_with_error(error: BaseException, host: str, port: int, activity: str = "any") -> NoReturn:
    """Explica o erro na saída de erros e encerra com o código 1."""
    print(explain_error(error, host, port, activity), file=sys.stderr)
    sys.exit(1)


def end_on_interrupt(before: Callable[[], None] = lambda: None) -> None:
    """A partir daqui, Ctrl-C, SIGTERM e o fechar da janela encerram o programa com o código 0.

    before é chamada antes, para uma despedida curta: ela não pode esperar por nada. Quando ninguém mais lê a saída (`| head -1`), ele termina com o código 1.
    """

    def end(_signal: int, _frame: object) -> NoReturn:
        # Nada de print nem de exceção: o sinal pode ter interrompido outro print pela metade, ou um
        # trecho que engole exceções. O terminal acabou de mostrar «^C» e não mudou de linha.
        before()
        farewell = ("\n" if sys.stdout.isatty() else "") + MESSAGES["ended"] + "\n"
        try:
            os.write(sys.stdout.fileno(), farewell.encode())
        except OSError:
            pass  # Ninguém mais lê a saída.
        os._exit(0)  # O sistema fecha os sockets e devolve a porta.

    def crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, BrokenPipeError):
            os._exit(1)  # Sem tentar escrever o que ainda está no buffer.
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = crash
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # O Windows não tem SIGHUP.
            signal.signal(getattr(signal, name), end)


class TcpServer(socketserver.ThreadingTCPServer):
    """Uma thread para cada cliente, com o que o Node já traz feito."""

    # Fora do Windows, permite reiniciar logo depois de encerrar (TIME_WAIT). No Windows, a mesma opção deixaria
    # dois programas na mesma porta.
    allow_reuse_address = os.name != "nt"
    # O padrão, 5, faz esperar segundos quem chega junto com muitos outros.
    request_queue_size = 511
    # Ctrl-C encerra o programa mesmo com conversas em andamento.
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        host, port = client_address[:2]
        say(explain_error(sys.exc_info()[1], host, port), sys.stderr)


def listen(handler: type[socketserver.BaseRequestHandler], host: str, port: int) -> TcpServer:
    """Escuta e diz onde, ou explica por que não dá e encerra com o código 1."""
    end_on_interrupt()
    try:
        # IPv4 ou IPv6, conforme o endereço pedido. O Node decide isso sozinho.
        TcpServer.address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        server = TcpServer((host, port), handler)
    except OSError as error:
        end_with_error(error, host, port, "listen")
    print(f"Escutando em {format_endpoint(*server.server_address[:2])}")
    return server


def wait_until(waiting: socket.socket, deadline: float) -> None:
    """A próxima espera vai só até deadline, no relógio de time.monotonic(); se ele já passou, TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    waiting.settimeout(left)


def receive_before(connection: socket.socket, deadline: float, most: int = 65_536) -> bytes:
    """Um recv que só espera até deadline, no relógio de time.monotonic(); depois, TimeoutError."""
    wait_until(connection, deadline)
    return connection.recv(most)


def send_all_or_reset(connection: socket.socket, message: str | bytes, patience: float) -> None:
    """Um sendall que espera até patience segundos por um cliente lento; depois, a conexão será derrubada (RST).

    Fechada em paz, meia resposta pareceria inteira.
    """
    connection.settimeout(patience)
    try:
        connection.sendall(message.encode() if isinstance(message, str) else message)
    except TimeoutError:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionAbortedError(errno.ECONNABORTED, "the peer does not read") from None


def end_and_linger(connection: socket.socket, last_words: str | bytes = "", patience: float = 5.0) -> None:
    """Envia as últimas palavras (texto ou bytes), avisa que não vem mais nada e dá ao cliente 5 segundos para fechar.

    O que ele ainda mandar é jogado fora: fechar com bytes por ler derruba a conexão (RST, RFC 1122 §4.2.2.13), e as
    últimas palavras podem se perder. patience é quanto esperar, em segundos, até um cliente lento levar tudo.
    """
    try:
        send_all_or_reset(connection, last_words, patience)
        connection.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + 5
        while receive_before(connection, deadline):
            pass
    except (TimeoutError, ConnectionAbortedError):
        pass


class LineDecoder:
    """Corta um fluxo de bytes em linhas, chegue ele como chegar; um \\r antes da quebra é descartado."""

    def __init__(self, longest: int = 65_536) -> None:
        self._longest = longest
        self._pending = bytearray()

    def push(self, piece: bytes) -> Iterator[str]:
        """Dá as linhas que ficaram inteiras; PeerError ERR_MESSAGE_TOO_LONG se uma passar do limite."""
        if not piece:
            return
        start = 0
        while (newline := piece.find(b"\n", start)) != -1:
            self._pending += piece[start:newline]
            yield self._take()
            start = newline + 1
        self._pending += piece[start:]
        # Um \r no fim talvez seja o que será descartado.
        if len(self._pending) - piece.endswith(b"\r") > self._longest:
            raise PeerError("ERR_MESSAGE_TOO_LONG")

    def end(self) -> Iterator[str]:
        """Acabou o fluxo: a última linha vale mesmo sem a quebra."""
        if self._pending:
            yield self._take()

    def _take(self) -> str:
        line = bytes(self._pending).removesuffix(b"\r")
        self._pending.clear()
        if len(line) > self._longest:
            raise PeerError("ERR_MESSAGE_TOO_LONG")
        return line.decode("utf-8", errors="replace")


def visible_text(text: str) -> str:
    """Mostra como escape o que mexeria no terminal: quebras de linha, cores, direção da escrita."""
    return _UNSAFE.sub(_escape, text)


_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    return _SHORT_ESCAPES.get(character) or (
        f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}"
    )


class UsageError(Exception):
    """Uso errado do programa: uma frase que nomeia a opção e o valor."""


@dataclass(frozen=True)
class Option:
    """Uma opção: como se lê, como se confere e o que a ajuda diz dela."""

    placeholder: str | None
    about: str
    fallback: Any
    example: str
    parse: Callable[[str, str], Any]
    # O que a ajuda diz do valor padrão, quando ele sozinho não diz tudo.
    fallback_words: str | None = None


def read_options(
    *,
    usage: str,
    about: str,
    options: dict[str, Option],
    words: str | None = None,
    words_optional: bool = False,
) -> SimpleNamespace:
    """Lê a linha de comando; --help mostra a ajuda (código 0), uso errado diz o que há (código 2).

    words é um exemplo de chamada certa e só existe nos programas que recebem palavras.
    """
    try:
        return _parse(sys.argv[1:], usage, about, options, words, words_optional)
    except UsageError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def line_from_keyboard(prompt: str, example: str) -> str:
    """Lê uma linha do teclado, ou de um cano; o sinal só aparece no teclado.

    Uma linha em branco, ou nenhuma, é uso errado: uma frase com example, uma chamada certa, e o código 2.
    """
    try:
        line = input(prompt if sys.stdin.isatty() else "")
    except EOFError:
        line = ""
    if line.strip():
        return line
    print(_usage_error("missingWords", example=example), file=sys.stderr)
    sys.exit(2)


# Nenhuma opção é um número: -2 é uma palavra.
_NEGATIVE_NUMBER = re.compile(r"-(?:\.?[0-9]|inf\Z)")


def _parse(
    args: list[str],
    usage: str,
    about: str,
    options: dict[str, Option],
    words: str | None,
    words_optional: bool,
) -> SimpleNamespace:
    values = {name: option.fallback for name, option in options.items()}
    found: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            found += rest
        elif arg == "--help":
            print(_format_help(usage, about, options))
            sys.exit(0)
        elif arg.startswith("-") and arg != "-" and not _NEGATIVE_NUMBER.match(arg):
            name, has_value, value = arg.partition("=")
            if name == "--help":
                raise _usage_error("unexpectedValue", option=name, value=value)
            option = options.get(name[2:]) if name.startswith("--") else None
            if option is None:
                known = ", ".join(f"--{each}" for each in [*options, "help"])
                raise _usage_error("unknownOption", option=name if name.startswith("--") else arg[:2], known=known)
            if option.placeholder is None:
                if has_value:
                    raise _usage_error("unexpectedValue", option=name, value=value)
                values[name[2:]] = True
                continue
            text = value if has_value else next(rest, None)
            if text is None:
                raise _usage_error("missingValue", option=name, example=option.example)
            values[name[2:]] = option.parse(text, name)
        else:
            found.append(arg)
    if words is None and found:
        raise _usage_error("unexpectedWord", value=found[0])
    if words is not None and not words_optional and not found:
        raise _usage_error("missingWords", example=words)
    # Bytes que não são UTF-8 chegam aqui disfarçados; viram U+FFFD, como no Node.
    words_sent = [each.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for each in found]
    fields = {name.replace("-", "_"): value for name, value in values.items()}
    return SimpleNamespace(**fields, words=words_sent)


def _usage_error(sentence: str, **values: object) -> UsageError:
    return UsageError(MESSAGES["usage"][sentence].format(**values))


def _format_help(usage: str, about: str, options: dict[str, Option]) -> str:
    help_words = MESSAGES["help"]
    rows = []
    for name, option in options.items():
        if option.placeholder is None:
            rows.append((f"--{name}", option.about))
        else:
            shown = help_words["ofSystem"] if option.fallback is None else option.fallback
            shown = option.fallback_words or shown
            fallback = help_words["default"].format(value=shown)
            rows.append((f"--{name} {option.placeholder}", f"{option.about} ({fallback})"))
    rows.append(("--help", help_words["help"]))
    width = max(len(left) for left, _ in rows)
    head = help_words["usage"].format(usage=f"{usage} {help_words['optionsPlaceholder']}")
    lines = [f"  {left.ljust(width)}  {right}" for left, right in rows]
    return "\n".join([head, "", about, "", help_words["options"], *lines])


def host_option(about: str, fallback: str = "127.0.0.1") -> Option:
    """--host: um endereço ou um nome."""

    def parse(text: str, option: str) -> str:
        if re.fullmatch(r"(?:[a-z]+://.*|[^:]+:[0-9]+)", text):
            raise _usage_error("hostWithPort", option=option, value=text, example=fallback)
        if re.fullmatch(r"\S+", text) and not text.startswith("-"):
            return text
        raise _usage_error("emptyHost", option=option, value=text, example=fallback)

    return Option("<endereço>", about, fallback, fallback, parse)


def listen_port_option(fallback: int) -> Option:
    """--port de um servidor: de 0 a 65535."""
    return _port_option("porta onde escutar; 0 pede uma livre ao sistema", fallback, 0)


def peer_port_option(fallback: int) -> Option:
    """--port de um cliente: de 1 a 65535."""
    return _port_option("porta do servidor", fallback, 1)


def _port_option(about: str, fallback: int, lowest: int) -> Option:
    def parse(text: str, option: str) -> int:
        if re.fullmatch(r"[0-9]{1,5}", text) and lowest <= int(text) <= 65535:
            return int(text)
        raise _usage_error("badPort", option=option, value=text, lowest=lowest, example=fallback)

    return Option("<porta>", about, fallback, str(fallback), parse)


def port_from_environment(fallback: int) -> int:
    """A porta que a variável de ambiente PORT diz (0 a 65535), ou fallback; uma PORT vazia é como nenhuma.

    Uma que não é porta: uma frase na saída de erros e o código 2.
    """
    text = os.environ.get("PORT", "")
    if text == "":
        return fallback
    if re.fullmatch(r"[0-9]{1,5}", text) and int(text) <= 65535:
        return int(text)
    print(_usage_error("badPortVariable", variable="PORT", value=text, example=fallback), file=sys.stderr)
    sys.exit(2)


def seconds_option(about: str, fallback: int) -> Option:
    """Um tempo em segundos, maior que 0 e até um dia."""

    def parse(text: str, option: str) -> float:
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) and 0 < float(text) <= 86400:
            return float(text)
        raise _usage_error("badSeconds", option=option, value=text, example=fallback)

    return Option("<segundos>", about, fallback, str(fallback), parse)


def server_option(about: str, fallback_port: int) -> Option:
    """O endereço de um servidor, com ou sem porta; None é o do sistema."""
    example = f"127.0.0.1:{fallback_port}"

    def parse(text: str, option: str) -> tuple[str, int]:
        match = re.fullmatch(r"(?:\[(.*)\]|([^:]*))(?::([0-9]{1,5}))?", text)
        bracketed, plain, digits = match.groups() if match else (None, text, None)
        port = int(digits) if digits else fallback_port
        try:
            address = ipaddress.ip_address(plain if bracketed is None else bracketed)
        except ValueError:
            address = None
        is_address = address is not None and (bracketed is None or address.version == 6)
        if is_address and "%" not in text and 0 < port <= 65535:
            return str(plain if bracketed is None else bracketed), port
        raise _usage_error("badServer", option=option, value=text, example=example)

    return Option("<endereço[:porta]>", about, None, example, parse)


def whole_number_option(about: str, fallback: int, lowest: int, highest: int) -> Option:
    """Um número inteiro, de lowest a highest."""

    def parse(text: str, option: str) -> int:
        if re.fullmatch(r"[0-9]{1,15}", text) and lowest <= int(text) <= highest:
            return int(text)
        raise _usage_error(
            "badWholeNumber", option=option, value=text, lowest=lowest, highest=highest, example=fallback
        )

    return Option("<n>", about, fallback, str(fallback), parse)


def choice_option(about: str, choices: list[str]) -> Option:
    """Uma de algumas palavras; a primeira é a padrão."""

    def parse(text: str, option: str) -> str:
        if text in choices:
            return text
        raise _usage_error(
            "badChoice", option=option, value=text, choices=", ".join(choices), example=choices[0]
        )

    return Option(f"<{'|'.join(choices)}>", about, choices[0], choices[0], parse)


def switch_option(about: str) -> Option:
    """Uma opção sem valor: presente ou não."""
    return Option(None, about, False, "", lambda text, option: True)
