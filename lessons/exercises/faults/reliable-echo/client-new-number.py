"""Errado: a repetida leva outro número: o servidor a conta de novo."""

import os
import socket
import struct
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12350))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.connect(("127.0.0.1", port))
client.settimeout(0.2)
number = 0
for word in words:
    for attempt in range(10):
        number += 1
        client.send(struct.pack("!I", number) + word.encode())
        try:
            answer = client.recv(65_535)
        except TimeoutError:
            continue
        if answer[:4] == struct.pack("!I", number):
            break
    else:
        sys.exit("ETIMEDOUT: perguntei 10 vezes, e não veio resposta.")
    (order,) = struct.unpack_from("!I", answer, 4)
    print(f"Eco {order}: {answer[8:].decode()}", flush=True)
