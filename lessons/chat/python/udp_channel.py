# region udp-channel-open
"""O canal UDP: um socket só, que envia e recebe datagramas.

Não há conexão: o caminho até o outro lado é o endereço de onde veio o olá dele.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from conversation import Conversation
from delivery import WINDOW
from message import FormatError, decode

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import format_endpoint  # noqa: E402


class UdpRoute:
    """O caminho até um endereço."""

    def __init__(self, transport: asyncio.DatagramTransport, address: tuple[Any, ...]) -> None:
        self.name = format_endpoint(*address[:2])
        self._transport = transport
        self._address = address

    def send(self, message: bytes) -> None:
        # Porta 0: não quer resposta (RFC 768).
        if self._address[1] != 0 and not self._transport.is_closing():
            self._transport.sendto(message, self._address)


class UdpChannel(asyncio.DatagramProtocol):
    """O canal, que é também quem recebe os datagramas."""

    window = WINDOW
    repeats = True

    def __init__(self, conversation: Conversation, target: tuple[Any, ...]) -> None:
        self.route: UdpRoute | None = None
        self._conversation = conversation
        self.may_call = target[1] != 0
        self._target = target

    async def listen(self, own: tuple[str, int]) -> str:
        """Toma a porta e diz onde escuta."""
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=own)
        return format_endpoint(*self._transport.get_extra_info("sockname")[:2])

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    # endregion udp-channel-open

    # region udp-channel-send
    def call(self) -> None:
        target = UdpRoute(self._transport, self._target)
        target.send(self._conversation.hello())
        # O olá dele veio de outro endereço? Chama também lá.
        if self.route and self.route.name != target.name:
            self.route.send(self._conversation.hello())

    def use(self, route: UdpRoute, _peer_session: int) -> str:
        is_same = self.route is not None and route.name == self.route.name
        self.route = route
        return "same" if is_same else "new"

    # endregion udp-channel-send

    # region udp-channel-receive
    def datagram_received(self, data: bytes, address: tuple[Any, ...]) -> None:
        """Um datagrama é uma mensagem inteira."""
        route = UdpRoute(self._transport, address)
        try:
            self._conversation.receive(decode(data), route)
        except FormatError as error:
            is_called = address[:2] == self._target[:2]
            self._conversation.misheard(route.name, str(error), is_called)

    def error_received(self, error: OSError) -> None:
        if not isinstance(error, ConnectionError):
            self._conversation.call_failed(error)

    # endregion udp-channel-receive

    # region udp-channel-close
    # Sem conexão, não há o que desfazer.
    def hang_up(self) -> None:
        pass

    def drop(self) -> None:
        pass

    async def close(self) -> None:
        self._transport.close()
        await asyncio.sleep(0)  # O fim acontece na volta seguinte do laço.

    # endregion udp-channel-close
