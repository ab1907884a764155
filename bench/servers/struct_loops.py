"""Python's struct, measured: a job a line of JSON on standard input, a result a line on standard output."""

import json
import struct
import sys
import time

OFFSET = 16


def decode(value):
    kind, text = value["kind"], value["text"]
    if kind == "text":
        return bytes.fromhex(text)
    return float(text) if kind == "float" else int(text)


def show(result):
    if isinstance(result, (bytes, bytearray)):
        return result.hex()
    if isinstance(result, tuple):
        return " ".join(show(value) for value in result)
    return str(int(result)) if result == int(result) else repr(result)


def make_loop(compiled, operation, form, sets):
    """A function with the call written out, as one writes it: names for a few values, a star for many."""
    names = [f"v{index}" for index in range(len(sets[0]))]
    target = f"({', '.join(names)},)" if len(names) <= 10 else "v"
    values = ", ".join(names) if len(names) <= 10 else "*v"
    first = "" if compiled else "form, "
    loops = {
        "pack": f"for {target} in sets: call({first}{values})",
        "packInto": f"for {target} in sets: call({first}buffer, OFFSET, {values})",
        "unpack": f"for data in packed: call({first}data)",
        "unpackFrom": f"for at in places: call({first}buffer, at)",
    }
    source = f"def loop(turns, call, form, sets, packed, places, buffer):\n for _ in range(turns):\n  {loops[operation]}\n"
    scope = {"OFFSET": OFFSET}
    exec(source, scope)
    return scope["loop"]


def measure(job):
    form, operation = job["format"], job["operation"]
    sets = [tuple(decode(value) for value in each) for each in job["sets"]]
    compiled = struct.Struct(form)
    packed = [compiled.pack(*each) for each in sets]
    buffer = bytearray(4096)
    room = min(len(sets), len(buffer) // compiled.size)
    for index in range(room):
        buffer[index * compiled.size : (index + 1) * compiled.size] = packed[index]
    places = [index % room * compiled.size for index in range(len(sets))]
    name = {"packInto": "pack_into", "unpackFrom": "unpack_from"}.get(operation, operation)
    call = getattr(compiled if job["compiled"] else struct, name)
    loop = make_loop(job["compiled"], operation, form, sets)
    turns = max(1, job["calls"] // len(sets))
    since = time.perf_counter()
    loop(turns, call, form, sets, packed, places, buffer)
    seconds = time.perf_counter() - since
    results = [show(data if operation.startswith("pack") else struct.unpack(form, data)) for data in packed]
    return {"nanoseconds": seconds / (turns * len(sets)) * 1e9, "results": results}


for line in sys.stdin:
    print(json.dumps(measure(json.loads(line))), flush=True)
