# region delivery-outbox
"""As linhas que vão e as que vêm: nenhuma falta, nenhuma se repete."""

MOST_WAITING = 1_000


class Outbox:
    """As linhas enviadas ou por enviar que o outro lado ainda não confirmou."""

    def __init__(self) -> None:
        self.first = 1  # O número da primeira que espera.
        self._waiting: list[str] = []

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_full(self) -> bool:
        return len(self) >= MOST_WAITING

    def add(self, text: str) -> None:
        """Guarda uma linha, com o número seguinte."""
        self._waiting.append(text)

    def confirm(self, number: int) -> bool:
        """Esquece todas até este número. Diz se alguma saiu da fila."""
        count = min(number - self.first + 1, len(self))
        if count <= 0:
            return False
        del self._waiting[:count]
        self.first += count
        return True

    def at(self, number: int) -> str | None:
        """A linha deste número, se ela espera."""
        place = number - self.first
        return self._waiting[place] if 0 <= place < len(self) else None


# endregion delivery-outbox

# region delivery-inbox
WINDOW = 32


class Inbox:
    """Põe as linhas na ordem e joga fora as repetidas."""

    def __init__(self) -> None:
        self.last = 0  # Até aqui, chegaram todas.
        self._early: dict[int, str] = {}

    def restart(self, following: int) -> None:
        """Um outro lado novo: a primeira linha dele terá este número."""
        self.last = max(following, 1) - 1  # O olá de um estranho pode dizer 0.
        self._early.clear()

    def take(self, number: int, text: str) -> list[str]:
        """Recebe uma linha e dá as que ficaram na ordem."""
        if not self.last < number <= self.last + WINDOW:
            return []
        self._early[number] = text
        ready = []
        while self.last + 1 in self._early:
            self.last += 1
            ready.append(self._early.pop(self.last))
        return ready


# endregion delivery-inbox
