"""Errado: aceita qualquer resposta, sem olhar o número dela."""

import os
import socket
import struct
import sys
import time

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
for number, word in enumerate(words, start=1):
    for attempt in range(10):
        client.send(struct.pack("!I", number) + word.encode())
        deadline = time.monotonic() + 0.2
        answer = None
        try:
            while answer is None and (left := deadline - time.monotonic()) > 0:
                client.settimeout(left)
                received = client.recv(65_535)
                if len(received) >= 8:
                    answer = received
        except TimeoutError:
            continue
        if answer is not None:
            break
    if answer is None:
        sys.exit("ETIMEDOUT: perguntei 10 vezes, e não veio resposta.")
    (order,) = struct.unpack_from("!I", answer, 4)
    print(f"Eco {order}: {answer[8:].decode()}", flush=True)
