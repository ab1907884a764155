"""Plays a conversation on the wire and notes what happened: calls, segments, and the states on both sides."""

import socket
import subprocess

from wire import HERE, THERE, Wire, state_of, wait_for

PORTS = {"client": 50000, "server": 8080}
OTHER = {"client": "server", "server": "client"}


class Play:
    def __init__(self, wire: Wire, shows_ss=False):
        self.wire = wire
        self.shows_ss = shows_ss
        self.events = []
        self.sockets = []
        self.known = set()
        self.connected = set()
        self.first = {}
        self.number = 0

    def socket(self, kind=socket.SOCK_STREAM):
        """A socket that never waits: the play is one thread, and it is the wire as well."""
        made = socket.socket(socket.AF_INET, kind)
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if kind == socket.SOCK_STREAM:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sockets.append(made)
        return made

    def address(self, side):
        return (HERE, PORTS[side])

    def peer(self, side):
        return (THERE, PORTS[OTHER[side]])

    def call(self, side, name, shown="", result=None):
        """Notes a call of a program, and what it returned when it did so at once."""
        event = {"event": "call", "side": side, "call": name, "shown": shown}
        if result is not None:
            event["result"] = result
        self.events.append(event)

    def returns(self, side, name, result):
        """Notes that a call that had waited returns."""
        self.events.append({"event": "return", "side": side, "call": name, "result": result})

    def state(self, side):
        mine, theirs = PORTS[side], PORTS[OTHER[side]]
        found = state_of(mine, theirs)
        if found != "CLOSED":
            self.connected.add(side)
        # Before there is a connection, the state of the server's side is that of the socket that listens.
        return found if side in self.connected else state_of(mine)

    def sent(self, side, flags, data=b"", is_repeat=False):
        """Takes the next segment off the wire; it must be this one."""
        packet = self.wire.take()
        while packet.key in self.known and not is_repeat:
            packet = self.wire.take()  # a slow machine: the kernel's timer ran out before we passed the first one on
        if packet.takes_room:
            self.known.add(packet.key)
        wanted = (PORTS[side], sorted(flags.split()), data)
        got = (packet.source, sorted(packet.flags), packet.data)
        if got != wanted:
            raise AssertionError(f"expected {wanted}, the kernel sent {got}")
        self.number += 1
        packet.number = self.number
        packet.side = side
        event = {"event": "sent", "segment": self.number, "side": side, "flags": packet.flags}
        if packet.protocol == "TCP":
            event["seq"] = self.relative(side, packet.seq)
            if "ACK" in packet.flags:
                event["ack"] = self.relative(OTHER[side], packet.ack)
        event["text"] = data.decode()
        event["bytes"] = len(data)
        self.events.append(event)
        return packet

    def relative(self, side, number):
        """Sequence numbers start anywhere; shown, they start at 0 (RFC 9293 §3.4.1)."""
        return (number - self.first.setdefault(side, number)) % 2**32

    def arrives(self, packet):
        self.wire.deliver(packet)
        self.events.append({"event": "arrived", "segment": packet.number, "side": OTHER[packet.side]})

    def lost(self, packet):
        self.events.append({"event": "lost", "segment": packet.number, "side": packet.side})

    def states(self, client, server):
        """Waits until both sides are in these states, and notes them."""
        wanted = {"client": client, "server": server}

        def now():
            return {side: self.state(side) for side in PORTS}

        wait_for(lambda: now() == wanted, lambda: f"{wanted}; it is {now()}")
        event = {"event": "states", **wanted}
        if self.shows_ss:
            shown = subprocess.run(["ss", "-tanH"], check=True, capture_output=True, text=True).stdout
            event["ss"] = [" ".join(line.split()) for line in shown.splitlines()]
        self.events.append(event)

    def passes(self, side, flags, data=b""):
        """A segment that the wire passes on at once."""
        packet = self.sent(side, flags, data)
        self.arrives(packet)
        return packet

    def close(self):
        for each in self.sockets:
            each.close()
