# region chat-ending
"""O fim de uma conversa: nada fica por enviar sem que se diga."""

import asyncio
import sys
from pathlib import Path

from conversation import Conversation
from screen import end

root = Path(__file__).resolve().parents[3]
sys.path.append(str(root / "packages/utils/python"))
from tomada import explain_error  # noqa: E402

# Quanto ouvir, depois da última linha de um cano, antes de ir embora.
LAST_LISTEN = 1.0


def explain_call(error: BaseException, target: tuple[str, int]) -> str:
    """Explica um erro com os nomes das opções do chat: a do outro lado é --ip."""
    return explain_error(error, *target, "connect").replace("--host", "--ip")


def explain_listen(error: BaseException, own: tuple[str, int]) -> str:
    """O mesmo, para o lado de cá."""
    text = explain_error(error, *own, "listen")
    return text.replace("--port", "--local-port").replace("--host", "--listen-host")


async def wait_for_all(conversation: Conversation, limit: float) -> None:
    """Espera a confirmação de todas as linhas; limit segundos sem nenhuma é demais."""
    outbox = conversation.sender.outbox
    loop = asyncio.get_running_loop()
    left, deadline = len(outbox), loop.time() + limit
    while outbox and loop.time() < deadline:
        conversation.news.clear()
        try:
            await asyncio.wait_for(conversation.news.wait(), deadline - loop.time())
        except asyncio.TimeoutError:
            return
        if len(outbox) < left:
            left, deadline = len(outbox), loop.time() + limit


async def wait_for_quiet(conversation: Conversation) -> None:
    """Espera um tempo sem nenhuma notícia dele, ou a despedida."""
    while conversation.machine.state == "together":
        conversation.news.clear()
        try:
            await asyncio.wait_for(conversation.news.wait(), LAST_LISTEN)
        except asyncio.TimeoutError:
            return


async def leave(
    conversation: Conversation, limit: float, is_pipe: bool, target: tuple[str, int]
) -> None:
    """Vai embora depois que tudo chegou (código 0), ou diz quantas linhas faltaram (código 1)."""
    await wait_for_all(conversation, limit)
    missing = len(conversation.sender.outbox)
    if not missing and is_pipe:
        await wait_for_quiet(conversation)
    await conversation.quit()
    if missing:
        lines = "1 linha" if missing == 1 else f"{missing} linhas"
        print(f"Sem confirmação de {lines}: o outro lado não responde.")
        why = conversation.last_error or TimeoutError()
        print(explain_call(why, target), file=sys.stderr)
    end(1 if missing else 0)


# endregion chat-ending
