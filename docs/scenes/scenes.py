"""The conversations of the pages, on real sockets. Each one fails when the kernel does anything else."""

import errno
import socket

from play import Play
from wire import wait_for

GREETING = "olá\n".encode()
ANSWER = "OLÁ\n".encode()


def read(play, side, connection, call="recv"):
    """Reads what is there or will be there in a moment."""
    got = []

    def try_once():
        try:
            got.append(connection.recv(1024))
        except BlockingIOError:
            return False
        return True

    wait_for(try_once, lambda: f"bytes for the {side}")
    play.call(side, call, "1024", shown_bytes(got[0]))
    return got[0]


def shown_bytes(data):
    return "vazio" if data == b"" else f"«{data.decode()}»".replace("\n", "\\n")


def listen(play):
    listener = play.socket()
    play.call("server", "socket")
    listener.bind(play.address("server"))
    play.call("server", "bind")
    listener.listen()
    play.call("server", "listen")
    return listener


def connect(play):
    client = play.socket()
    client.bind(play.address("client"))
    client.connect_ex(play.peer("client"))
    return client


def accept(listener):
    made = []

    def try_once():
        try:
            made.append(listener.accept()[0])
        except BlockingIOError:
            return False
        return True

    wait_for(try_once, lambda: "a connection to accept")
    made[0].setblocking(False)
    made[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made[0]


def open_quietly(play):
    """A connection in ESTABLISHED on both sides; its opening is not noted."""
    listener = listen(play)
    client = connect(play)
    play.passes("client", "SYN")
    play.passes("server", "SYN ACK")
    play.passes("client", "ACK")
    connection = accept(listener)
    play.sockets.append(connection)
    play.events.clear()
    play.number = 0
    play.states("ESTABLISHED", "ESTABLISHED")
    return client, connection


def conversation(play: Play):
    """Opening, a question, half-close, the answer, the end: the conversation of lesson 1."""
    play.states("CLOSED", "CLOSED")
    listener = listen(play)
    play.states("CLOSED", "LISTEN")
    play.call("server", "accept")
    play.call("client", "socket")
    play.call("client", "connect")
    client = connect(play)
    syn = play.sent("client", "SYN")
    play.states("SYN-SENT", "LISTEN")
    play.arrives(syn)
    answer = play.sent("server", "SYN ACK")
    play.states("SYN-SENT", "SYN-RECEIVED")
    play.arrives(answer)
    acknowledged = play.sent("client", "ACK")
    play.states("ESTABLISHED", "SYN-RECEIVED")
    play.returns("client", "connect", "")
    play.arrives(acknowledged)
    play.states("ESTABLISHED", "ESTABLISHED")
    connection = accept(listener)
    play.sockets.append(connection)
    play.returns("server", "accept", "")

    play.call("client", "sendall", "olá\\n")
    client.sendall(GREETING)
    play.passes("client", "PSH ACK", GREETING)
    play.passes("server", "ACK")
    read(play, "server", connection)

    play.call("client", "shutdown", "SHUT_WR")
    client.shutdown(socket.SHUT_WR)
    fin = play.sent("client", "FIN ACK")
    play.states("FIN-WAIT-1", "ESTABLISHED")
    play.arrives(fin)
    acknowledged = play.sent("server", "ACK")
    play.states("FIN-WAIT-1", "CLOSE-WAIT")
    play.arrives(acknowledged)
    play.states("FIN-WAIT-2", "CLOSE-WAIT")
    read(play, "server", connection)

    play.call("server", "sendall", "OLÁ\\n")
    connection.sendall(ANSWER)
    play.passes("server", "PSH ACK", ANSWER)
    play.passes("client", "ACK")
    read(play, "client", client)

    play.call("server", "close")
    connection.close()
    fin = play.sent("server", "FIN ACK")
    play.states("FIN-WAIT-2", "LAST-ACK")
    play.arrives(fin)
    acknowledged = play.sent("client", "ACK")
    play.states("TIME-WAIT", "LAST-ACK")
    play.arrives(acknowledged)
    play.states("TIME-WAIT", "CLOSED")
    read(play, "client", client)
    play.call("client", "close")
    client.close()


def refused(play: Play):
    """Nobody listens: the answer to SYN is RST."""
    play.states("CLOSED", "CLOSED")
    play.call("client", "connect")
    client = connect(play)
    syn = play.sent("client", "SYN")
    play.states("SYN-SENT", "CLOSED")
    play.arrives(syn)
    play.passes("server", "RST ACK")
    play.states("CLOSED", "CLOSED")
    assert client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ECONNREFUSED
    play.returns("client", "connect", "ECONNREFUSED")


def unanswered(play: Play):
    """SYN goes out, and nothing comes back, not even a refusal: 192.0.2.1 is nobody's (RFC 5737)."""
    play.states("CLOSED", "CLOSED")
    play.call("client", "connect")
    client = play.socket()
    client.bind(play.address("client"))
    client.connect_ex(("192.0.2.1", play.address("server")[1]))
    play.lost(play.sent("client", "SYN"))
    play.states("SYN-SENT", "CLOSED")
    play.lost(play.sent("client", "SYN", is_repeat=True))
    play.states("SYN-SENT", "CLOSED")


def reset(play: Play):
    """The server closes with bytes that it has not read (RFC 9293 §3.6.1)."""
    client, connection = open_quietly(play)
    play.call("client", "sendall", "olá\\n")
    client.sendall(GREETING)
    play.passes("client", "PSH ACK", GREETING)
    play.passes("server", "ACK")
    play.call("server", "close")
    connection.close()
    rst = play.sent("server", "RST ACK")
    play.states("ESTABLISHED", "CLOSED")
    play.arrives(rst)
    play.states("CLOSED", "CLOSED")
    try:
        client.recv(1024)
    except ConnectionResetError:
        play.call("client", "recv", "1024", "ECONNRESET")
    else:
        raise AssertionError("recv after RST raised nothing")


def both_open(play: Play):
    """Both sides call connect, and the two SYN cross (RFC 9293 §3.5, figure 7)."""
    play.states("CLOSED", "CLOSED")
    sides = ("client", "server")
    for side in sides:
        play.call(side, "connect")
        made = play.socket()
        made.bind(play.address(side))
        made.connect_ex(play.peer(side))
        if side == "client":
            first = play.sent(side, "SYN")
        else:
            second = play.sent(side, "SYN")
    play.states("SYN-SENT", "SYN-SENT")
    play.arrives(first)
    from_server = play.sent("server", "SYN ACK")
    play.arrives(second)
    from_client = play.sent("client", "SYN ACK")
    play.states("SYN-RECEIVED", "SYN-RECEIVED")
    play.arrives(from_client)
    play.arrives(from_server)
    play.states("ESTABLISHED", "ESTABLISHED")


def both_close(play: Play):
    """Both sides call close, and the two FIN cross (RFC 9293 §3.6, figure 13)."""
    client, connection = open_quietly(play)
    play.call("client", "close")
    client.close()
    first = play.sent("client", "FIN ACK")
    play.call("server", "close")
    connection.close()
    second = play.sent("server", "FIN ACK")
    play.states("FIN-WAIT-1", "FIN-WAIT-1")
    play.arrives(first)
    from_server = play.sent("server", "ACK")
    play.arrives(second)
    from_client = play.sent("client", "ACK")
    play.states("CLOSING", "CLOSING")
    play.arrives(from_client)
    play.arrives(from_server)
    play.states("TIME-WAIT", "TIME-WAIT")


def losses(play: Play):
    """The wire loses a segment, so the next one overtakes it, and repeats one; the program reads all, in order, once."""
    client, connection = open_quietly(play)

    def send(text):
        play.call("client", "sendall", text)
        client.sendall(text.encode())
        return play.sent("client", "PSH ACK", text.encode())

    play.arrives(send("um "))
    play.passes("server", "ACK")
    play.lost(send("dois "))
    play.arrives(send("três "))
    play.passes("server", "ACK")
    # That acknowledgement told the client that something is missing (RFC 2018, RFC 8985).
    again = play.sent("client", "PSH ACK", b"dois ", is_repeat=True)
    play.arrives(again)
    play.passes("server", "ACK")
    # What arrives twice is acknowledged again, and not given to the program again.
    play.arrives(again)
    play.passes("server", "ACK")
    got = read(play, "server", connection)
    assert got.decode() == "um dois três "


def datagrams(play: Play):
    """The same question and answer over UDP: two datagrams, and no more."""
    server = play.socket(socket.SOCK_DGRAM)
    server.bind(play.address("server"))
    client = play.socket(socket.SOCK_DGRAM)
    client.bind(play.address("client"))
    play.call("client", "sendto", "olá\\n")
    client.sendto(GREETING, play.peer("client"))
    play.passes("client", "", GREETING)
    read(play, "server", server, "recvfrom")
    play.call("server", "sendto", "OLÁ\\n")
    server.sendto(ANSWER, play.peer("server"))
    play.passes("server", "", ANSWER)
    read(play, "client", client, "recvfrom")


SCENES = {
    "conversa": conversation,
    "recusada": refused,
    "sem-resposta": unanswered,
    "derrubada": reset,
    "abertura-simultanea": both_open,
    "fechamento-simultaneo": both_close,
    "perdas": losses,
    "udp": datagrams,
}
