"""O perigo do pickle: ler bytes de um estranho roda o código que o estranho escolheu."""

import pickle
import sys

sys.stdout.reconfigure(encoding="utf-8")


# region pickle-code
class Stranger:
    """Do lado de quem envia: diz ao pickle o que chamar do lado de quem lê."""

    def __reduce__(self):
        return print, ("Eu vim de quem enviou, e rodei no seu computador.",)


received = pickle.dumps(Stranger())  # Faça de conta que isto veio pela rede.

# Quem lê não conhece a classe acima, e só queria os dados.
value = pickle.loads(received)
print("o que foi lido:", value)
# endregion pickle-code
