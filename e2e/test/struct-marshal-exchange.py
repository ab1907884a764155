"""The Python side of struct-marshal-exchange.test.ts: sends values of its own, checks those that come.

    struct-marshal-exchange.py <seed> <how many>            a server; says the port that it listens on
    struct-marshal-exchange.py <seed> <how many> <port>     a client

Every message is four frames (`!I` and so many bytes): what it is, the bytes, the same value in marshal's version 2 (or
nothing), and the value in words that no codec has touched. The receiver answers with one frame, `ok` or what is wrong.
"""

import marshal
import math
import random
import socket
import struct
import sys

ORDERS = ["", "@", "=", "<", ">", "!"]
SIGNED = {"b": 8, "h": 16, "i": 32, "l": 32, "q": 64, "n": 64}


def receive(connection: socket.socket) -> bytes:
    def exactly(count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = connection.recv(count - len(data))
            if not piece:
                raise SystemExit("the connection ended in the middle")
            data += piece
        return data

    (length,) = struct.unpack("!I", exactly(4))
    return exactly(length)


def send(connection: socket.socket, *frames: bytes) -> None:
    connection.sendall(b"".join(struct.pack("!I", len(frame)) + frame for frame in frames))


def words(value) -> str:
    """A value in words, alike in both languages; sets in the order of their elements' words."""
    if value is None:
        return "N"
    if value is Ellipsis:
        return "E"
    if value is StopIteration:
        return "S"
    kind = type(value)
    if kind is bool:
        return "T" if value else "F"
    if kind is int:
        return f"i{value:x}"
    if kind is float:
        return "fnan" if math.isnan(value) else f"f{struct.pack('>d', value).hex()}"
    if kind is complex:
        return f"c{words(value.real)}{words(value.imag)}"
    if kind is bytes:
        return f"b{value.hex()}"
    if kind is str:
        return f"s{value.encode('utf-8', 'surrogatepass').hex()}"
    if kind is tuple:
        return f"({','.join(map(words, value))})"
    if kind is list:
        return f"[{','.join(map(words, value))}]"
    if kind is dict:
        return f"{{{','.join(f'{words(key)}:{words(each)}' for key, each in value.items())}}}"
    name = {set: "set", frozenset: "frozen"}[kind]
    return f"{name}({','.join(sorted(map(words, value)))})"


def in_words(format: str, values) -> str:
    return f"{format} {words(list(values))}"


# What is sent


def some_integer(chance: random.Random, lowest: int, highest: int) -> int:
    edges = [lowest, highest, lowest + 1, highest - 1, 0, 1, highest // 2]
    return chance.choice(edges) if chance.random() < 0.3 else chance.randint(lowest, highest)


def some_bytes(chance: random.Random, length: int) -> bytes:
    return bytes(chance.randrange(256) for _ in range(length))


def some_float(chance: random.Random, code: str = "d") -> float:
    if chance.random() < 0.2:
        return chance.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 1.0])
    if code == "e":  # 11 bits of a half float
        return chance.randint(-2048, 2047) * 2.0 ** chance.randint(-24, 4)
    if code == "f":
        return chance.randint(-(2**24), 2**24) * 2.0 ** chance.randint(-100, 100)
    return struct.unpack("<d", some_bytes(chance, 7) + bytes([chance.choice([0x3F, 0xC0, 0, 0x7E])]))[0]


def some_struct(chance: random.Random):
    order = chance.choice(ORDERS)
    native = order in ("", "@")
    format, values = order, []
    for _ in range(chance.randint(1, 8)):
        code = chance.choice("xcbBhHiIlLqQefd?sp" + ("nNP" if native else ""))
        # CPython itself goes wrong with 0p; packages/struct says how.
        count = chance.randint(1 if code == "p" else 0, 4)
        format += chance.choice(["", " "]) + (code if count == 1 else f"{count}{code}")
        if code == "x":
            continue
        if code == "s":
            values.append(some_bytes(chance, count))
            continue
        if code == "p":
            values.append(some_bytes(chance, count - 1))
            continue
        for _ in range(count):
            if code == "c":
                values.append(some_bytes(chance, 1))
            elif code == "?":
                values.append(chance.random() < 0.5)
            elif code in "efd":
                values.append(some_float(chance, code))
            else:
                bits = 64 if code == "P" else SIGNED[code.lower()]
                if code in "lL" and native:
                    bits = struct.calcsize("l") * 8
                unsigned = code.isupper()
                lowest = 0 if unsigned else -(2 ** (bits - 1))
                values.append(some_integer(chance, lowest, lowest + 2**bits - 1))
    return format.encode(), struct.pack(format, *values), b"", in_words(format, values)


def some_text(chance: random.Random) -> str:
    letters = "aZ09 _éç€漢🙂\x00\n\ud800"
    return "".join(chance.choice(letters) for _ in range(chance.randint(0, 12)))


def some_leaf(chance: random.Random):
    return chance.choice(
        [
            lambda: None,
            lambda: True,
            lambda: False,
            lambda: ...,
            lambda: StopIteration,
            lambda: some_integer(chance, -(2**31), 2**31 - 1),
            lambda: some_integer(chance, -(2**63), 2**63),
            lambda: some_integer(chance, -(2**200), 2**200),
            lambda: some_float(chance),
            lambda: complex(some_float(chance), some_float(chance)),
            lambda: some_bytes(chance, chance.randint(0, 20)),
            lambda: some_text(chance),
            lambda: "x" * chance.choice([255, 256, 300]),
        ]
    )()


def some_value(chance: random.Random, depth: int, pool: list):
    """Nested; a part that was there before may come again, as the same object."""
    if pool and chance.random() < 0.1:
        return chance.choice(pool)
    if depth == 0 or chance.random() < 0.3:
        value = some_leaf(chance)
    else:
        parts = [some_value(chance, depth - 1, pool) for _ in range(chance.randint(0, 5))]
        keys = [some_leaf(chance) for _ in parts]
        kind = chance.choice(["list", "tuple", "dict", "set", "frozen"])
        if kind == "list":
            value = parts
        elif kind == "tuple":
            value = tuple(parts)
        elif kind == "dict":
            value = dict(zip(keys, parts))
        else:
            value = set(keys) if kind == "set" else frozenset(keys)
    pool.append(value)
    return value


def some_marshal(chance: random.Random):
    version = chance.choice([0, 1, 2, 3, 4])
    value = some_value(chance, 4, [])
    kind = f"marshal {version}".encode()
    return kind, marshal.dumps(value, version), marshal.dumps(value, 2), words(value)


# What is checked


def problem_of(kind: str, data: bytes, version2: bytes, said: str) -> str:
    """What is wrong with a message, or `ok`."""
    if not kind.startswith("marshal "):
        values = struct.unpack(kind, data)
        if in_words(kind, values) != said:
            return f"I read {in_words(kind, values)}"
        again = struct.pack(kind, *values)
        return "ok" if again == data else f"I would have written {again.hex()}"
    value = marshal.loads(data)
    if words(value) != said:
        return f"I read {words(value)}"
    if version2 and marshal.loads(version2) != value and "fnan" not in said:
        return "version 2 is another value"
    # Two elements of a set have no order of their own.
    if "set(" in said or "frozen(" in said:
        return "ok"
    return "ok" if marshal.dumps(value, 2) == version2 else f"I would have written {marshal.dumps(value, 2).hex()}"


def speak(connection: socket.socket, chance: random.Random) -> None:
    kind, data, version2, said = chance.choice([some_struct, some_marshal])(chance)
    send(connection, kind, data, version2, said.encode())
    answer = receive(connection).decode()
    if answer != "ok":
        raise SystemExit(f"{kind} {data.hex()}\nI sent {said}\nthe other side says: {answer}")


def listen(connection: socket.socket, _chance: random.Random) -> None:
    kind, data, version2, said = (receive(connection) for _ in range(4))
    answer = problem_of(kind.decode(), data, version2, said.decode())
    send(connection, answer.encode())


def main() -> None:
    seed, count, *port = map(int, sys.argv[1:])
    chance = random.Random(seed)
    if port:
        connection = socket.create_connection(("127.0.0.1", port[0]))
    else:
        server = socket.create_server(("127.0.0.1", 0))
        print(f"Escutando em 127.0.0.1:{server.getsockname()[1]}", flush=True)
        connection, _ = server.accept()
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(count):
            # The client speaks first.
            for turn in (speak, listen) if port else (listen, speak):
                turn(connection, chance)
    print(f"{count} mensagens de cada lado")


main()
