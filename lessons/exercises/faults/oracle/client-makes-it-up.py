"""Errado: inventa a resposta: nem se conecta."""

import os
import sys

# client.py <palavras…> --port <porta>, ou a porta em PORT, ou a de sempre.
words = sys.argv[1:]
port = int(os.environ.get("PORT", 12345))
if "--port" in words:
    place = words.index("--port")
    port = int(words[place + 1])
    del words[place : place + 2]
if not words:
    words = input().split()
print("Oráculo: sim")
