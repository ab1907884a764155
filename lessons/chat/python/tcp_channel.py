# region tcp-channel-connection
"""O canal TCP: escuta e chama.

Se os dois chamam ao mesmo tempo, nascem duas conexões; a mesma regra, nos dois lados, diz qual
delas fica.
"""

import asyncio
import socket
import sys
from pathlib import Path
from typing import Any

from conversation import Conversation
from message import FormatError, FrameDecoder, frame

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import PeerError, format_endpoint  # noqa: E402

# Conexões que ainda não disseram olá, no máximo, e o prazo delas, em segundos.
MOST_STRANGERS = 8
HELLO_LIMIT = 5.0


class Connection(asyncio.Protocol):
    """Uma conexão, e quem a abriu."""

    def __init__(self, channel: "TcpChannel", is_mine: bool) -> None:
        self.channel = channel
        self.is_mine = is_mine
        self.name = ""
        self._frames = FrameDecoder()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        # Uma conexão cortada antes de chegarmos aqui já não tem endereço.
        peer = transport.get_extra_info("peername") or ("?", 0)
        self.name = format_endpoint(*(self.channel.target if self.is_mine else peer[:2]))
        if not self.is_mine and len(self.channel.connections) > MOST_STRANGERS:
            transport.abort()
        self.channel.connections.add(self)
        self.deadline = asyncio.get_running_loop().call_later(HELLO_LIMIT, transport.abort)
        self.send(self.channel.conversation.hello())

    def send(self, message: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(frame(message))

    def data_received(self, data: bytes) -> None:
        """Corta os bytes em mensagens, como eles vierem."""
        try:
            for message in self._frames.push(data):
                self.channel.conversation.receive(message, self)
        except FormatError as error:
            self.transport.abort()
            self.channel.conversation.misheard(self.name, str(error), self.is_mine)

    def connection_lost(self, error: Exception | None) -> None:
        self.deadline.cancel()
        self.channel.closed(self, error)


# endregion tcp-channel-connection


# region tcp-channel-open
class TcpChannel:
    """O canal: quem escuta, quem chama, e a conexão escolhida."""

    window = sys.maxsize
    repeats = False

    def __init__(self, conversation: Conversation, target: tuple[str, int]) -> None:
        self.conversation = conversation
        self.route: Connection | None = None
        self.connections: set[Connection] = set()
        self.may_call = target[1] != 0
        self.target = target
        self._server: asyncio.Server | None = None
        self._calling: asyncio.Task[None] | None = None

    async def listen(self, own: tuple[str, int]) -> str:
        """Escuta e diz onde. Em uma sala não é preciso: só ela escuta."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Connection(self, False), *own)
        return format_endpoint(*self._server.sockets[0].getsockname()[:2])

    def call(self) -> None:
        self._calling = asyncio.ensure_future(self._connect())

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: Connection(self, True), *self.target)
        except OSError as error:
            self.conversation.call_failed(error)
        except UnicodeError:  # Um nome que o DNS nem aceita, por ser comprido demais.
            self.conversation.call_failed(socket.gaierror(socket.EAI_NONAME, "not a name"))

    # endregion tcp-channel-open

    # region tcp-channel-choose
    def use(self, chosen: Connection, peer_session: int) -> str:
        """Veio por aqui o olá de quem me conhece: é por aqui que se fala?"""
        current = self.route
        if chosen not in self.connections:
            return "rejected"
        if chosen is current:
            return "same"
        # Fica a conexão aberta por quem tem o menor número de sessão.
        is_mine_better = self.conversation.session < peer_session
        is_crossed = current is not None and current.is_mine != chosen.is_mine
        if current and is_crossed and chosen.is_mine != is_mine_better:
            # Se a que fica já tiver morrido do lado de lá, isto o mostra logo.
            current.send(self.conversation.hello())
            chosen.transport.close()
            return "rejected"
        self.route = chosen
        chosen.deadline.cancel()
        if current:
            current.transport.close()
        return "new"

    # endregion tcp-channel-choose

    # region tcp-channel-close
    def closed(self, connection: Connection, error: Exception | None) -> None:
        self.connections.discard(connection)
        if self.route is connection:
            self.route = None
        # Talvez seja a que perdeu, e o olá da outra já esteja a caminho.
        if not self.connections:
            self.conversation.channel_lost()
        if connection.is_mine:
            # Quem fecha sem dizer olá não dá erro nenhum.
            self.conversation.call_failed(error or PeerError("ERR_EMPTY_ANSWER"))

    def hang_up(self) -> None:
        """Desiste da chamada em andamento."""
        if self._calling and self._calling is not asyncio.current_task():
            self._calling.cancel()
        for each in list(self.connections):
            if each.is_mine and each is not self.route:
                each.transport.abort()

    def drop(self) -> None:
        """Desiste de todos os caminhos."""
        for each in list(self.connections):
            each.transport.abort()

    async def close(self) -> None:
        """Envia o que falta, fecha tudo e espera a porta ficar livre."""
        self.hang_up()
        if self._server:
            self._server.close()
        for each in list(self.connections):
            each.transport.close()  # O adeus ainda precisa sair.
        deadline = asyncio.get_running_loop().time() + 1
        while self.connections and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.01)
        self.drop()

    # endregion tcp-channel-close
