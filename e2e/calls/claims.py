"""What docs/referencia/chamadas.md says of Python's calls, tried with real sockets.

python3 claims.py [names] tries those, or all. claims.json says each in words. No sleeps: who must be waiting is seen
waiting in the kernel (/proc), so the claims about that are for Linux.
"""

import errno
import faulthandler
import os
import socket
import struct
import sys
import threading
import traceback

HOST = "127.0.0.1"
CLAIMS = {}


def claim(function):
    CLAIMS[function.__name__] = function
    return function


def listener(backlog=16, prepare=lambda listening: None):
    listening = socket.socket()
    prepare(listening)
    listening.bind((HOST, 0))
    listening.listen(backlog)
    return listening


def pair():
    """A connected pair: who connected, and what accept gave."""
    with listener() as listening:
        client = socket.create_connection(listening.getsockname())
        accepted, _ = listening.accept()
    return client, accepted


def udp():
    receiving = socket.socket(type=socket.SOCK_DGRAM)
    receiving.bind((HOST, 0))
    return receiving


def unused_port():
    """A port that nobody has: it had just been given to us."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return taken.getsockname()[1]


def raises(kind, call, code=None):
    try:
        result = call()
    except kind as error:
        got = getattr(error, "errno", None)
        assert code is None or got == code, f"{error!r} instead of {errno.errorcode[code]}"
        return error
    raise AssertionError(f"no {kind} but {result!r}")


class Waiting:
    """A thread that calls, once it is seen waiting in the kernel for that socket."""

    def __init__(self, waiting_for, call):
        fd = waiting_for.fileno()
        self._result = None
        self._thread = threading.Thread(target=self._run, args=(call,), daemon=True)
        self._thread.start()
        file = f"/proc/self/task/{self._thread.native_id}/syscall"
        while True:
            assert self._thread.is_alive(), f"it did not wait: {self._result}"
            with open(file) as syscall:
                # The number of the call and its arguments; a socket's comes first.
                number, *arguments = syscall.read().split()
            if number not in ("running", "-1") and int(arguments[0], 16) == fd:
                return

    def _run(self, call):
        try:
            self._result = call()
        except OSError as error:
            self._result = error

    def is_waiting(self):
        return self._thread.is_alive()

    def result(self):
        self._thread.join(10)
        assert not self._thread.is_alive(), "it still waits"
        return self._result


def fill(sending):
    """Sends without waiting until nothing more goes; gives how many bytes went."""
    sending.setblocking(False)
    sent = 0
    while True:
        try:
            sent += sending.send(bytes(1 << 20))
        except BlockingIOError as error:
            assert error.errno == errno.EAGAIN
            return sent


# socket


@claim
def socket_is_no_connection():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        raises(OSError, made.getpeername, errno.ENOTCONN)


@claim
def socket_family_must_fit():
    with socket.socket(socket.AF_INET6) as made:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        raises(OSError, lambda: made.bind((HOST, 0)))


# bind


@claim
def bind_zero_takes_a_free_port():
    with udp() as receiving:
        assert receiving.getsockname()[1] > 0


@claim
def bind_taken_port():
    with listener() as first, socket.socket() as second:
        raises(OSError, lambda: second.bind(first.getsockname()), errno.EADDRINUSE)


@claim
def bind_foreign_address():
    with socket.socket() as made:
        # RFC 5737: for documentation, so nobody's.
        raises(OSError, lambda: made.bind(("192.0.2.1", 0)), errno.EADDRNOTAVAIL)


@claim
def bind_impossible_port():
    with socket.socket() as made:
        raises(OverflowError, lambda: made.bind((HOST, 65536)))


@claim
def bind_empty_host_is_every_interface():
    with socket.socket() as made:
        made.bind(("", 0))
        assert made.getsockname()[0] == "0.0.0.0"


@claim
def bind_once():
    with udp() as made:
        raises(OSError, lambda: made.bind((HOST, 0)), errno.EINVAL)


@claim
def bind_tcp_and_udp_are_apart():
    with listener() as tcp, socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind(tcp.getsockname())


# listen


@claim
def listen_backlog_is_no_limit_of_clients():
    with listener(backlog=1) as listening:
        clients = []
        for _ in range(5):
            client = socket.create_connection(listening.getsockname())
            accepted, _ = listening.accept()
            clients.append((client, accepted))
        for client, accepted in clients:
            client.sendall(b"x")
            assert accepted.recv(1) == b"x"


@claim
def listen_without_bind_takes_a_port():
    with socket.socket() as listening:
        listening.listen()
        assert listening.getsockname()[1] > 0


@claim
def listen_not_on_datagrams():
    with udp() as receiving:
        raises(OSError, receiving.listen, errno.EOPNOTSUPP)


# accept


@claim
def accept_gives_another_socket():
    with listener() as listening:
        client = socket.create_connection(listening.getsockname())
        accepted, address = listening.accept()
        assert accepted.fileno() != listening.fileno()
        assert address == client.getsockname() == accepted.getpeername()
        assert accepted.getsockname() == listening.getsockname()


@claim
def accept_needs_listen():
    with socket.socket() as made:
        made.bind((HOST, 0))
        raises(OSError, made.accept, errno.EINVAL)


@claim
def accept_timeout_is_not_inherited():
    with listener() as listening:
        listening.settimeout(0.01)
        raises(TimeoutError, listening.accept)
        with socket.create_connection(listening.getsockname()):
            accepted, _ = listening.accept()
            assert accepted.gettimeout() is None


@claim
def accept_woken_by_shutdown():
    listening = listener()
    waiting = Waiting(listening, listening.accept)
    listening.shutdown(socket.SHUT_RDWR)
    assert waiting.result().errno == errno.EINVAL


@claim
def accept_not_woken_by_close():
    listening = listener()
    address = listening.getsockname()
    waiting = Waiting(listening, listening.accept)
    listening.close()
    # It was not woken: the next client is still given to it.
    with socket.create_connection(address) as client:
        accepted, peer = waiting.result()
        assert peer == client.getsockname()
        accepted.close()


# connect


@claim
def connect_does_not_need_accept():
    with listener() as listening, socket.create_connection(listening.getsockname()) as client:
        client.sendall(b"before accept")
        accepted, _ = listening.accept()
        assert accepted.recv(100) == b"before accept"


@claim
def connect_refused():
    with socket.socket() as client:
        error = raises(ConnectionRefusedError, lambda: client.connect((HOST, unused_port())))
        assert error.errno == errno.ECONNREFUSED


@claim
def connect_twice():
    client, accepted = pair()
    with client, accepted:
        raises(OSError, lambda: client.connect(accepted.getsockname()), errno.EISCONN)


@claim
def connect_timeout():
    # The queue is full, and Linux drops who comes then: nobody answers.
    with listener(backlog=0) as listening:
        first = socket.create_connection(listening.getsockname())
        with first, socket.socket() as client:
            client.settimeout(0.2)
            raises(TimeoutError, lambda: client.connect(listening.getsockname()))


@claim
def connect_without_waiting():
    with listener() as listening, socket.socket() as client:
        client.setblocking(False)
        assert client.connect_ex(listening.getsockname()) in (0, errno.EINPROGRESS)


# send, sendall


@claim
def send_may_send_less():
    client, accepted = pair()
    with client, accepted:
        client.setblocking(False)
        message = bytes(64 << 20)
        sent = client.send(message)
        assert 0 < sent < len(message), sent


@claim
def send_to_a_full_socket():
    client, accepted = pair()
    with client, accepted:
        assert fill(client) > 0
        raises(BlockingIOError, lambda: client.send(b"x"), errno.EAGAIN)


@claim
def sendall_sends_all():
    client, accepted = pair()
    with client, accepted:
        message = os.urandom(8 << 20)
        waiting = threading.Thread(target=client.sendall, args=(message,))
        waiting.start()
        received = bytearray()
        while len(received) < len(message):
            received += accepted.recv(1 << 20)
        waiting.join()
        assert bytes(received) == message


@claim
def sendall_has_one_limit_for_all():
    client, accepted = pair()
    with client, accepted:
        client.settimeout(0.05)
        raises(TimeoutError, lambda: client.sendall(bytes(64 << 20)))
        # A part has gone, and nobody says how much.
        assert accepted.recv(1) == b"\0"


@claim
def send_returns_before_anyone_reads():
    client, accepted = pair()
    with client, accepted:
        assert client.send(b"nobody reads") == 12


@claim
def send_after_a_reset():
    client, accepted = pair()
    with client:
        client.sendall(b"unread")
        accepted.recv(6, socket.MSG_PEEK)
        accepted.close()
        raises(ConnectionResetError, lambda: client.recv(1))
        raises(BrokenPipeError, lambda: client.send(b"x"), errno.EPIPE)


@claim
def send_woken_by_shutdown():
    client, accepted = pair()
    with client, accepted:
        fill(client)
        client.setblocking(True)
        waiting = Waiting(client, lambda: client.send(b"x"))
        client.shutdown(socket.SHUT_RDWR)
        assert waiting.result().errno in (errno.EPIPE, errno.ECONNRESET)


# recv


@claim
def recv_end_of_stream():
    client, accepted = pair()
    with client:
        accepted.sendall(b"all")
        accepted.close()
        assert client.recv(100) == b"all"
        assert client.recv(100) == b""
        assert client.recv(100) == b""


@claim
def recv_is_a_maximum():
    client, accepted = pair()
    with client, accepted:
        accepted.sendall(b"12345")
        assert client.recv(1024) == b"12345"
        accepted.sendall(b"12345")
        assert client.recv(2) == b"12"
        assert client.recv(1024) == b"345"


@claim
def recv_can_join_two_sends():
    client, accepted = pair()
    with client, accepted:
        accepted.send(b"one")
        accepted.send(b"two")
        assert client.recv(6, socket.MSG_WAITALL) == b"onetwo"


@claim
def recv_woken_by_own_shutdown():
    client, accepted = pair()
    with client, accepted:
        waiting = Waiting(client, lambda: client.recv(100))
        client.shutdown(socket.SHUT_RD)
        assert waiting.result() == b""


@claim
def recv_not_woken_by_close():
    client, accepted = pair()
    with accepted:
        waiting = Waiting(client, lambda: client.recv(100))
        client.close()
        # Not woken: it is what the peer sends that ends the wait. Until then the peer is told no end, either.
        accepted.setblocking(False)
        raises(BlockingIOError, lambda: accepted.recv(1))
        accepted.setblocking(True)
        accepted.sendall(b"still here")
        assert waiting.result() == b"still here"
        assert accepted.recv(1) == b""


@claim
def recv_after_its_timeout():
    client, accepted = pair()
    with client, accepted:
        client.settimeout(0.01)
        raises(TimeoutError, lambda: client.recv(1))
        accepted.sendall(b"late")
        client.settimeout(10)
        assert client.recv(4) == b"late"


@claim
def recv_without_waiting():
    client, accepted = pair()
    with client, accepted:
        client.setblocking(False)
        raises(BlockingIOError, lambda: client.recv(1), errno.EAGAIN)


@claim
def recv_needs_a_connection():
    with socket.socket() as made:
        raises(OSError, lambda: made.recv(1), errno.ENOTCONN)


# sendto, recvfrom


@claim
def recvfrom_cuts():
    with udp() as receiving, udp() as sending:
        sending.sendto(b"0123456789", receiving.getsockname())
        sending.sendto(b"next", receiving.getsockname())
        assert receiving.recvfrom(4) == (b"0123", sending.getsockname())
        assert receiving.recvfrom(100)[0] == b"next"


@claim
def recvfrom_empty_is_a_message():
    with udp() as receiving, udp() as sending:
        sending.sendto(b"", receiving.getsockname())
        sending.sendto(b"and on", receiving.getsockname())
        assert receiving.recvfrom(100) == (b"", sending.getsockname())
        assert receiving.recvfrom(100)[0] == b"and on"


@claim
def recvfrom_timeout():
    with udp() as receiving:
        receiving.settimeout(0.01)
        raises(TimeoutError, lambda: receiving.recvfrom(1))


@claim
def recvfrom_not_woken_by_close():
    receiving = udp()
    address = receiving.getsockname()
    waiting = Waiting(receiving, lambda: receiving.recvfrom(100))
    receiving.close()
    with udp() as sending:
        sending.sendto(b"still here", address)
        assert waiting.result()[0] == b"still here"


@claim
def sendto_too_long():
    with udp() as receiving, udp() as sending:
        assert sending.sendto(bytes(65507), receiving.getsockname()) == 65507
        raises(OSError, lambda: sending.sendto(bytes(65508), receiving.getsockname()), errno.EMSGSIZE)


@claim
def sendto_nobody_is_no_error():
    with socket.socket(type=socket.SOCK_DGRAM) as sending:
        port = udp_port_of_nobody()
        assert sending.sendto(b"hello", (HOST, port)) == 5
        assert sending.sendto(b"hello", (HOST, port)) == 5


@claim
def sendto_takes_a_port():
    with udp() as receiving, socket.socket(type=socket.SOCK_DGRAM) as sending:
        sending.sendto(b"x", receiving.getsockname())
        assert receiving.recvfrom(1)[1][1] == sending.getsockname()[1] > 0


@claim
def sendto_broadcast_needs_leave():
    with socket.socket(type=socket.SOCK_DGRAM) as sending:
        raises(PermissionError, lambda: sending.sendto(b"x", ("255.255.255.255", 9)), errno.EACCES)


@claim
def connected_udp_hears_of_refusal():
    with socket.socket(type=socket.SOCK_DGRAM) as sending:
        sending.settimeout(10)
        sending.connect((HOST, udp_port_of_nobody()))
        sending.send(b"hello")
        raises(ConnectionRefusedError, lambda: sending.recv(1))


def udp_port_of_nobody():
    with udp() as taken:
        return taken.getsockname()[1]


# shutdown, close


@claim
def shutdown_closes_one_way():
    client, accepted = pair()
    with client, accepted:
        client.shutdown(socket.SHUT_WR)
        assert accepted.recv(1) == b""
        accepted.sendall(b"answer")
        assert client.recv(100) == b"answer"
        raises(BrokenPipeError, lambda: client.send(b"x"), errno.EPIPE)


@claim
def shutdown_needs_a_connection():
    with socket.socket() as made:
        raises(OSError, lambda: made.shutdown(socket.SHUT_WR), errno.ENOTCONN)


@claim
def shutdown_keeps_the_socket():
    client, accepted = pair()
    with client, accepted:
        client.shutdown(socket.SHUT_RDWR)
        assert client.fileno() >= 0
        assert client.getsockname()[0] == HOST


@claim
def close_twice():
    client, accepted = pair()
    accepted.close()
    client.close()
    client.close()
    assert client.fileno() == -1
    raises(OSError, lambda: client.recv(1), errno.EBADF)


@claim
def close_with_unread_bytes_resets():
    client, accepted = pair()
    with client:
        client.sendall(b"unread")
        accepted.recv(6, socket.MSG_PEEK)
        accepted.close()
        raises(ConnectionResetError, lambda: client.recv(1), errno.ECONNRESET)


@claim
def close_delivers_what_was_sent():
    client, accepted = pair()
    with client:
        accepted.sendall(b"last words")
        accepted.close()
        assert client.recv(100) == b"last words"


# setsockopt, timeouts


def leave_in_time_wait(prepare):
    """A server that closed its connection first, and has ended: its port, in TIME_WAIT."""
    with listener(prepare=prepare) as listening:
        address = listening.getsockname()
        client = socket.create_connection(address)
        accepted, _ = listening.accept()
        accepted.close()
        assert client.recv(1) == b""
        client.close()
    return address


def reuse(listening):
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


@claim
def time_wait_keeps_the_port():
    address = leave_in_time_wait(lambda listening: None)
    with socket.socket() as again:
        raises(OSError, lambda: again.bind(address), errno.EADDRINUSE)


@claim
def reuseaddr_takes_it_back():
    address = leave_in_time_wait(reuse)
    with socket.socket() as again:
        reuse(again)
        again.bind(address)
        again.listen()


@claim
def reuseaddr_is_not_for_two_servers():
    with listener(prepare=reuse) as first, socket.socket() as second:
        reuse(second)
        raises(OSError, lambda: second.bind(first.getsockname()), errno.EADDRINUSE)


@claim
def nodelay_is_off_at_first():
    client, accepted = pair()
    with client, accepted:
        assert client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        assert client.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@claim
def timeout_is_none_at_first():
    with socket.socket() as made:
        assert made.gettimeout() is None
        made.settimeout(0)
        assert made.getblocking() is False
        raises(ValueError, lambda: made.settimeout(-1))


@claim
def timeout_is_for_each_call():
    client, accepted = pair()
    with client, accepted:
        # A byte each time: the waits together are longer than the limit, and none ends in a TimeoutError.
        client.settimeout(1)
        never = threading.Event()

        def drip():
            for _ in range(6):
                never.wait(0.2)
                accepted.sendall(b".")

        dripping = threading.Thread(target=drip)
        dripping.start()
        received = b""
        while len(received) < 6:
            received += client.recv(1)
        dripping.join()
        assert received == b"......"


# names and addresses


@claim
def getaddrinfo_gives_all_at_once():
    found = socket.getaddrinfo(HOST, 8080, type=socket.SOCK_STREAM)
    family, kind, _protocol, _name, address = found[0]
    assert (family, kind, address) == (socket.AF_INET, socket.SOCK_STREAM, (HOST, 8080))


@claim
def getaddrinfo_error_is_gaierror():
    error = raises(
        socket.gaierror, lambda: socket.getaddrinfo("localhost", 80, flags=socket.AI_NUMERICHOST)
    )
    assert error.errno == socket.EAI_NONAME
    assert issubclass(socket.gaierror, OSError)


@claim
def gethostbyname_is_ipv4_only():
    assert socket.gethostbyname(HOST) == HOST
    raises(socket.gaierror, lambda: socket.gethostbyname("::1"))


@claim
def inet_ntoa_wants_four_bytes():
    assert socket.inet_ntoa(b"\xc0\xa8\x00\x01") == "192.168.0.1"
    raises(OSError, lambda: socket.inet_ntoa(b"\xc0\xa8\x00"))


@claim
def inet_pton_is_strict():
    assert socket.inet_aton("127.1") == b"\x7f\x00\x00\x01"
    raises(OSError, lambda: socket.inet_pton(socket.AF_INET, "127.1"))
    assert socket.inet_pton(socket.AF_INET6, "::1") == bytes(15) + b"\x01"
    assert socket.inet_ntop(socket.AF_INET6, bytes(15) + b"\x01") == "::1"


# bytes


@claim
def encode_is_utf8_at_first():
    assert "olá".encode() == b"ol\xc3\xa1"
    raises(UnicodeEncodeError, lambda: "olá".encode("ascii"))


@claim
def decode_half_a_letter():
    raises(UnicodeDecodeError, lambda: b"ol\xc3".decode())
    assert b"ol\xc3".decode(errors="replace") == "ol\ufffd"


@claim
def struct_sizes_on_the_network():
    sizes = {letter: struct.calcsize(f"!{letter}") for letter in "bBhHiIlLqQfd"}
    assert sizes == dict(b=1, B=1, h=2, H=2, i=4, I=4, l=4, L=4, q=8, Q=8, f=4, d=8), sizes
    assert struct.pack("!I", 1) == b"\0\0\0\x01"


@claim
def struct_native_l_varies():
    # As long as a pointer on Linux and macOS, 8 bytes as a rule; always 4 on Windows.
    assert struct.calcsize("l") == (4 if os.name == "nt" else struct.calcsize("P"))


@claim
def struct_out_of_range():
    raises(struct.error, lambda: struct.pack("!I", -1))
    raises(struct.error, lambda: struct.pack("!i", 1 << 31))
    raises(struct.error, lambda: struct.pack("!i", 1.0))


@claim
def struct_wants_the_exact_length():
    raises(struct.error, lambda: struct.unpack("!I", b"\0\0\0"))
    raises(struct.error, lambda: struct.unpack("!I", bytes(5)))


@claim
def struct_unpack_is_a_tuple():
    assert struct.unpack("!I", b"\0\0\0\x07") == (7,)


# threads


@claim
def thread_starts_once():
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    raises(RuntimeError, thread.start)


@claim
def thread_run_is_a_plain_call():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(threading.current_thread()))
    thread.run()
    assert seen == [threading.main_thread()]


@claim
def thread_join_tells_nothing():
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    assert thread.join(0.01) is None
    assert thread.is_alive()
    release.set()
    assert thread.join() is None
    assert not thread.is_alive()


@claim
def thread_join_needs_start():
    raises(RuntimeError, threading.Thread().join)
    raises(RuntimeError, threading.current_thread().join)


@claim
def thread_error_stays_there():
    seen = []
    # Python would print it and go on; here it is kept.
    threading.excepthook = lambda failed: seen.append(failed.exc_type)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    assert thread.join() is None
    assert seen == [ZeroDivisionError]


def main(names):
    """Tries each, says which hold and why the others do not; ends with code 1 when one does not."""
    code = 0
    for name in names or CLAIMS:
        faulthandler.dump_traceback_later(25, exit=True)  # who hangs says where
        try:
            CLAIMS[name]()
            print("holds", name, flush=True)
        except Exception:
            code = 1
            print("FAILS", name, traceback.format_exc(), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
