# region no-address-yet
import socket

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
# Um socket recém-criado ainda não tem endereço nenhum.
print("criado: ", listener.getsockname())
listener.bind(("127.0.0.1", 0))
# Agora tem. E saber qual é não pergunta nada à rede.
print("ligado: ", listener.getsockname())
listener.close()
# endregion no-address-yet
