"""Does with Python's struct what it is told, a line of JSON at a time, and answers with a line of JSON.

Values cross as {"int": "12"}, {"float": "<16 hex digits>"}, {"bytes": "<hex>"}, {"bool": true} or {"other": "text"}.
"""

import json
import struct
import sys


def to_python(value):
    [(kind, content)] = value.items()
    if kind == "int":
        return int(content)
    if kind == "float":
        return struct.unpack(">d", bytes.fromhex(content))[0]
    if kind == "bytes":
        return bytes.fromhex(content)
    return content


def from_python(value):
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": "nan" if value != value else struct.pack(">d", value).hex()}
    return {"bytes": value.hex()}


def answer(job):
    operation, form = job["operation"], job["format"]
    values = [to_python(value) for value in job.get("values", [])]
    memory = bytearray.fromhex(job.get("bytes", ""))
    if operation == "calcsize":
        return struct.calcsize(form)
    if operation == "pack":
        return struct.pack(form, *values).hex()
    if operation == "packInto":
        struct.pack_into(form, memory, job["offset"], *values)
        return memory.hex()
    if operation == "unpack":
        return [from_python(value) for value in struct.unpack(form, memory)]
    if operation == "unpackFrom":
        return [from_python(value) for value in struct.unpack_from(form, memory, job["offset"])]
    return [[from_python(value) for value in one] for one in struct.iter_unpack(form, memory)]


for line in sys.stdin:
    try:
        print(json.dumps({"gives": answer(json.loads(line))}), flush=True)
    except Exception as error:
        print(json.dumps({"raises": type(error).__name__}), flush=True)
