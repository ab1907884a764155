"""Python's json, marshal and struct, measured: a job a line of JSON on standard input, a result a line on standard output."""

import json
import marshal
import struct
import sys
import time

one = struct.Struct("!HIdd")
note_head = struct.Struct("!IHHH")


def to_json(message):
    # As JSON.stringify writes it: no spaces, accents as they are.
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).encode()


def pack_reading(message):
    return one.pack(message["sensor"], message["time"], message["temperature"], message["humidity"])


def unpack_reading(data):
    sensor, moment, temperature, humidity = one.unpack(data)
    return {"sensor": sensor, "time": moment, "temperature": temperature, "humidity": humidity}


def pack_readings(message):
    data = bytearray(len(message) * one.size)
    at = 0
    for each in message:
        one.pack_into(data, at, each["sensor"], each["time"], each["temperature"], each["humidity"])
        at += one.size
    return bytes(data)


def unpack_readings(data):
    return [
        {"sensor": sensor, "time": moment, "temperature": temperature, "humidity": humidity}
        for sensor, moment, temperature, humidity in one.iter_unpack(data)
    ]


def pack_note(message):
    name, city, text = message["name"].encode(), message["city"].encode(), message["text"].encode()
    return note_head.pack(message["id"], len(name), len(city), len(text)) + name + city + text


def unpack_note(data):
    number, a, b, c = note_head.unpack_from(data)
    at = note_head.size
    return {
        "id": number,
        "name": data[at : at + a].decode(),
        "city": data[at + a : at + a + b].decode(),
        "text": data[at + a + b : at + a + b + c].decode(),
    }


structs = {
    "reading": (pack_reading, unpack_reading),
    "readings": (pack_readings, unpack_readings),
    "note": (pack_note, unpack_note),
}


def codec(form, message):
    if form == "python-json":
        return to_json, json.loads
    if form == "python-marshal":
        return lambda value: marshal.dumps(value, 2), marshal.loads
    return structs[message]


def per_second(items, work, limit):
    done = 0
    # The clock on the wall, which is cheap to ask, only says when to stop.
    stop = time.perf_counter() + limit
    since = time.process_time()
    while True:
        for item in items:
            work(item)
        done += len(items)
        if time.perf_counter() >= stop:
            return done / (time.process_time() - since)


def measure(job):
    encode, decode = codec(job["format"], job["message"])
    messages, limit = job["sets"], job["ms"] / 1000
    encoded = [encode(each) for each in messages]
    return {
        "bytes": sum(map(len, encoded)) / len(encoded),
        "encode": per_second(messages, encode, limit),
        "decode": per_second(encoded, decode, limit),
        "right": [decode(each) for each in encoded] == messages,
    }


for line in sys.stdin:
    print(json.dumps(measure(json.loads(line))), flush=True)
