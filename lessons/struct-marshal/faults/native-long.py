"""Um formato com defeito: «l» sem ordem é de 4 bytes em umas máquinas e de 8 em outras."""

import struct
import sys

sys.stdout.reconfigure(encoding="utf-8")

# region native-long
print("um l daqui ocupa", struct.calcsize("l"), "bytes")

# O que "lh" escreve em um Linux de 64 bits: o long tem 8 bytes (q).
message = struct.pack("<qh", 7, -2)
print("um Linux envia:    ", message.hex(" "))

# O que "lh" lê em um Windows: o long tem 4 bytes.
print("um Windows entende:", struct.unpack_from("<lh", message))

# Com a ordem no formato, l tem 4 bytes em toda parte.
message = struct.pack("!lh", 7, -2)
print("com !, todos enviam:", message.hex(" "))
print("e todos entendem:   ", struct.unpack("!lh", message))
# endregion native-long
