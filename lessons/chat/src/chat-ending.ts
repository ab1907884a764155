// #region chat-ending
/** O fim de uma conversa: nada fica por enviar sem que se diga. */
import { once } from 'node:events';
import { type Endpoint, explainError, PeerError } from '@tomada/utils';
import type { Conversation } from './conversation.ts';

/** Quanto ouvir, depois da última linha de um cano, antes de ir embora. */
const LAST_LISTEN = 1_000;

/** Explica um erro com os nomes das opções do chat: a do outro lado é --ip. */
export function explainCall(error: unknown, target: Endpoint): string {
  return explainError(error, target).replaceAll('--host', '--ip');
}

/** O mesmo, para o lado de cá. */
export function explainListen(error: unknown, own: Endpoint): string {
  return explainError(error, own)
    .replaceAll('--port', '--local-port')
    .replaceAll('--host', '--listen-host');
}

/** Espera a confirmação de todas as linhas; `limit` ms sem nenhuma é demais. */
async function waitForAll(conversation: Conversation, limit: number) {
  while (conversation.sender.outbox.size > 0) {
    const signal = AbortSignal.timeout(limit);
    await once(conversation, 'confirmed', { signal });
  }
}

/** Espera um tempo sem nenhuma linha dele, ou a despedida. */
async function waitForQuiet(conversation: Conversation): Promise<void> {
  if (conversation.machine.state !== 'together') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LAST_LISTEN);
    conversation.on('line', () => timer.refresh());
    for (const event of ['left', 'lost', 'silent'] as const)
      conversation.once(event, () => resolve());
  });
}

/**
 * Vai embora depois que tudo chegou, e encerra com 0; se não chegou, diz
 * quantas linhas faltaram e encerra com 1.
 *
 * @param limit quanto esperar pelas confirmações, em ms
 * @param isPipe as linhas vieram de um cano: o outro lado talvez ainda responda
 */
export async function leave(
  conversation: Conversation,
  {
    limit,
    isPipe,
    target,
  }: {
    readonly limit: number;
    readonly isPipe: boolean;
    readonly target: Endpoint;
  },
): Promise<never> {
  await waitForAll(conversation, limit).catch(() => {});
  const missing = conversation.sender.outbox.size;
  if (missing === 0 && isPipe) await waitForQuiet(conversation);
  await conversation.quit();
  if (missing > 0) {
    const lines = missing === 1 ? '1 linha' : `${missing} linhas`;
    console.log(`Sem confirmação de ${lines}: o outro lado não responde.`);
    const why = conversation.lastError ?? new PeerError('ETIMEDOUT', 'connect');
    console.error(explainCall(why, target));
  }
  process.exit(missing > 0 ? 1 : 0);
}
// #endregion chat-ending
