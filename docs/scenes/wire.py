"""A wire in our hands: every packet of this network goes through here, and goes on only when we say so.

Needs Linux, the programs of iproute2, and a network namespace of its own with the right to configure it:
    unshare --user --map-root-user --net python3 record.py
"""

import fcntl
import os
import select
import struct
import subprocess
import time

# This computer, and the one that it believes to talk to. There is no second one: each packet comes back with the
# two addresses exchanged, so that a socket of this very computer answers it. The checksums stay right.
HERE = "10.0.0.1"
THERE = "10.0.0.2"

TUNSETIFF = 0x400454CA
TUN_WITHOUT_HEADER = 0x0001 | 0x1000
PROTOCOLS = {6: "TCP", 17: "UDP"}
FLAGS = (("SYN", 0x02), ("RST", 0x04), ("FIN", 0x01), ("PSH", 0x08), ("ACK", 0x10))
# In seconds: a kernel that is silent for so long will stay silent.
PATIENCE = 10

# include/net/tcp_states.h of Linux, in the names of RFC 9293.
STATES = {
    1: "ESTABLISHED",
    2: "SYN-SENT",
    3: "SYN-RECEIVED",
    4: "FIN-WAIT-1",
    5: "FIN-WAIT-2",
    6: "TIME-WAIT",
    8: "CLOSE-WAIT",
    9: "LAST-ACK",
    10: "LISTEN",
    11: "CLOSING",
}


class Packet:
    """An IPv4 packet as the kernel handed it to the wire, with the TCP segment or the UDP datagram in it."""

    def __init__(self, raw):
        self.raw = raw
        self.protocol = PROTOCOLS.get(raw[9]) if raw[0] >> 4 == 4 else None
        if self.protocol is None:
            return
        start = (raw[0] & 15) * 4
        self.source, self.target = struct.unpack_from("!HH", raw, start)
        if self.protocol == "UDP":
            self.flags, self.data, self.takes_room, self.key = [], raw[start + 8 :], False, None
            return
        self.seq, self.ack = struct.unpack_from("!II", raw, start + 4)
        self.flags = [name for name, bit in FLAGS if raw[start + 13] & bit]
        self.data = raw[start + (raw[start + 12] >> 4) * 4 :]
        # What takes a place in the stream is sent again when no acknowledgement comes; a bare ACK is not.
        self.takes_room = bool(self.data) or "SYN" in self.flags or "FIN" in self.flags
        self.key = (self.source, self.seq, tuple(self.flags), self.data)


class Wire:
    def __init__(self):
        self.device = os.open("/dev/net/tun", os.O_RDWR)
        fcntl.ioctl(self.device, TUNSETIFF, struct.pack("16sH", b"wire", TUN_WITHOUT_HEADER))
        for arguments in (
            f"address add {HERE}/24 dev wire",
            "link set wire up",
            "link set lo up",
            # What is for other networks comes here as well, as on a computer with a router.
            f"route add default via {THERE} dev wire",
        ):
            subprocess.run(["ip", *arguments.split()], check=True)

    def take(self, patience=PATIENCE):
        """The next TCP segment or UDP datagram that was sent; it does not go on by itself."""
        late = time.monotonic() + patience
        while True:
            ready, _, _ = select.select([self.device], [], [], max(0, late - time.monotonic()))
            if not ready:
                raise TimeoutError("the kernel sent nothing")
            packet = Packet(os.read(self.device, 65536))
            if packet.protocol is not None:
                return packet

    def deliver(self, packet):
        raw = packet.raw
        os.write(self.device, raw[:12] + raw[16:20] + raw[12:16] + raw[20:])


def state_of(local, remote=0):
    """The state of the socket with this port and, if it is connected, with the peer's; CLOSED when there is none.

    See proc(5), /proc/net/tcp.
    """
    with open("/proc/net/tcp", encoding="ascii") as table:
        for line in list(table)[1:]:
            _, here, there, state = line.split()[:4]
            if (port(here), port(there)) == (local, remote):
                return STATES[int(state, 16)]
    return "CLOSED"


def port(address):
    return int(address.split(":")[1], 16)


def wait_for(condition, what):
    """Waits for what the kernel is about to do."""
    late = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > late:
            raise TimeoutError(f"it never came to this: {what()}")
        time.sleep(0.001)
