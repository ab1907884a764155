"""Answers jobs, a line of JSON each, with a line of JSON each. Bytes are hexadecimal.

A job that brings Python down (it may: marshal trusts its input) ends the process; whoever asked starts another one.
"""

import json
import marshal
import random
import sys

try:
    import resource

    # A tuple that promises 2**31 items makes Python ask for 16 GiB, and fill them; no test needs a tenth of this limit.
    resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28))
    # s: what marshal never comes back from must not outlive the tests.
    resource.setrlimit(resource.RLIMIT_CPU, (100, 100))
except ImportError:
    pass

TEXTS = ["", "a", "nome", "é", "olá", "😀", "\ud800", "\udc00\ud800", "\ud83d\ude00", "\0", "\0s", "x" * 30,
         "ç" * 30, "y" * 255, "y" * 256, "z" * 300, "￿\ufffd\ud900", "\ufffd" * 30 + "\ud800"]
INTS = [0, 1, -1, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**45, 2**53 - 1, 2**53, 2**53 + 1, -(2**53), -(2**63), 2**64]
FLOATS = [0.0, -0.0, 1.0, 1.5, -2.0, float("inf"), float("-inf"), 5e-324, 1e300, 2.0**53, 2.0**63, float("nan"),
          -float("nan")]


# Before 3.11, sets were not written in order.
LARGEST_SET = 5 if sys.version_info >= (3, 11) else 1


def make_value(rng, depth):
    """Any value that marshal takes, without one that contains itself."""
    kind = rng.randrange(17 if depth > 0 else 11)
    if kind == 0:
        return rng.choice([None, True, False, ..., StopIteration])
    if kind < 4:
        return rng.choice([*INTS, rng.getrandbits(rng.randrange(1, 400)), -rng.getrandbits(70)])
    if kind < 6:
        return rng.choice([*FLOATS, rng.random(), rng.uniform(-1e9, 1e9)])
    if kind == 6:
        return complex(rng.choice([0.0, -0.0, 1.5, float("nan"), float("inf")]), rng.choice([0.0, -0.0, 2.5, float("-inf")]))
    if kind < 9:
        return rng.choice([*TEXTS, "".join(chr(rng.randrange(1, 0x300)) for _ in range(rng.randrange(60)))])
    if kind < 11:
        return bytes(rng.randrange(256) for _ in range(rng.randrange(40)))
    if kind == 11:
        return [make_value(rng, depth - 1) for _ in range(rng.randrange(5))]
    if kind == 12:
        return tuple(make_value(rng, depth - 1) for _ in range(rng.randrange(5)))
    if kind == 13:
        return {make_key(rng, depth - 1): make_value(rng, depth - 1) for _ in range(rng.randrange(6))}
    if kind == 14:
        return {make_key(rng, depth - 1) for _ in range(rng.randint(0, LARGEST_SET))}
    if kind == 15:
        return frozenset(make_key(rng, depth - 1) for _ in range(rng.randint(0, LARGEST_SET)))
    shared = make_value(rng, depth - 1)
    return [shared, (shared, shared), shared]


def make_key(rng, depth):
    while True:
        value = make_value(rng, depth)
        try:
            hash(value)
            return value
        except TypeError:
            pass


def make_graph(rng):
    """Lists, dicts and tuples that contain each other and themselves."""
    nodes = [[]]
    for _ in range(rng.randrange(8)):
        kind = rng.randrange(3)
        nodes.append([] if kind == 0 else {} if kind == 1 else tuple(rng.choice(nodes) for _ in range(rng.randrange(3))))
    for node in nodes:
        for index in range(rng.randrange(4)):
            other = rng.choice([*nodes, index])
            if isinstance(node, list):
                node.append(other)
            elif isinstance(node, dict):
                node[index] = other
    return nodes[0]


def shape(root):
    """A text that two graphs share when they look the same from their roots, whatever is one and the same included."""
    numbers, out, waiting = {}, [], [root]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, (list, dict, tuple)) or value == ():
            out.append(repr(value))
        elif id(value) in numbers:
            out.append(f"@{numbers[id(value)]}")
        else:
            numbers[id(value)] = len(numbers)
            parts = [part for item in value.items() for part in item] if isinstance(value, dict) else value
            out.append(f"{type(value).__name__}{len(parts)}")
            waiting.extend(parts)
    return " ".join(out)


def contains_itself(root):
    """Whether a value is somewhere in itself: by depth, without recursion."""
    done, open_, waiting = set(), set(), [(root, False)]
    while waiting:
        value, is_left = waiting.pop()
        if is_left:
            open_.discard(id(value))
            done.add(id(value))
        elif id(value) in open_:
            return True
        elif isinstance(value, (list, dict, tuple, set, frozenset)) and id(value) not in done:
            open_.add(id(value))
            waiting.append((value, True))
            parts = [part for item in value.items() for part in item] if isinstance(value, dict) else value
            waiting.extend((part, False) for part in parts)
    return False


def loads(data):
    try:
        value = marshal.loads(data)
    except (EOFError, ValueError, TypeError, MemoryError, RecursionError, SystemError, OverflowError) as error:
        return {"raises": f"{type(error).__name__}: {error}"}
    # CPython notices that one only by its 2000 levels, and then goes on with its other parts: two of them are 2**2000 ways.
    if contains_itself(value):
        return {"gives": None}
    try:
        return {"gives": marshal.dumps(value, 2).hex()}
    except (ValueError, TypeError):
        return {"gives": None}  # it cannot be sorted


def answer(job):
    kind = job["kind"]
    if kind == "make":
        rng = random.Random(job["seed"])
        while True:
            value = make_value(rng, 5)
            try:
                return [marshal.dumps(value, version).hex() for version in range(5)]
            except (MemoryError, ValueError):
                # A set is written in the order of its items' bytes; where two are the same (two complex NaN), CPython
                # compares the items themselves, which have no order, and says «no memory» or «unmarshallable».
                continue
    if kind == "graph":
        return marshal.dumps(make_graph(random.Random(job["seed"])), 4).hex()
    if kind == "shape":
        return shape(marshal.loads(bytes.fromhex(job["bytes"])))
    if kind == "loads":
        return loads(bytes.fromhex(job["bytes"]))
    if kind == "dumps":
        return marshal.dumps(eval(job["expression"]), 2).hex()
    raise ValueError(kind)


sys.setrecursionlimit(10_000)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
