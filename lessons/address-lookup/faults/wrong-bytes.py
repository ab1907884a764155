# region wrong-bytes
import socket

# O defeito: em um dos originais, o comentário desta linha dizia «127.0.0.1».
print(socket.inet_ntoa(b"\xC0\xA8\x00\x01"))
# Este é o 127.0.0.1: 7F é 127.
print(socket.inet_ntoa(b"\x7F\x00\x00\x01"))
# E este não é de ninguém: nada foi procurado, só se escreveram quatro números.
print(socket.inet_ntoa(b"\xCB\x00\x71\x4D"))
# endregion wrong-bytes
