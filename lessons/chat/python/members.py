# region members
"""Quem está na sala. Cada um tem um nome que mais ninguém ali tem."""

import sys
from pathlib import Path

from member import Member
from message import is_good_name

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import visible_text  # noqa: E402


class Members:
    """Quem está na sala, por sessão."""

    def __init__(self) -> None:
        self._by_session: dict[int, Member] = {}
        self._names: dict[str, None] = {}  # Um conjunto que guarda a ordem.

    def __len__(self) -> int:
        return len(self._by_session)

    def get(self, session: int) -> Member | None:
        return self._by_session.get(session)

    def add(self, member: Member, session: int, asked: str) -> None:
        """Alguém entra, com o nome que pediu ou, se ele já é de outro, um parecido."""
        member.settle(session, self._unique_name(asked))
        self._by_session[session] = member
        self._names[member.name] = None

    def _unique_name(self, asked: str) -> str:
        short = visible_text(asked).strip()[:28] or "alguém"
        name = asked if is_good_name(asked) else short
        number = 2
        while name in self._names:
            name = f"{short}-{number}"
            number += 1
        return name

    def remove(self, member: Member) -> bool:
        """Diz se ele ainda estava."""
        if self.get(member.session) is not member:
            return False
        del self._by_session[member.session]
        del self._names[member.name]
        return True

    def tell_others(self, but: Member, kind: str, number: int, text: str) -> None:
        """Envia a mesma mensagem a todos, menos a um."""
        for each in self._by_session.values():
            if each is not but:
                each.send(kind, number, text)

    def describe(self) -> str:
        """Uma frase com os nomes, ou com os primeiros deles."""
        names = list(self._names)
        rest = f" e mais {len(names) - 20}" if len(names) > 20 else ""
        return f"Na sala: {', '.join(names[:20])}{rest}."


# endregion members
