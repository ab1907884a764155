// #region peer-states
/**
 * Os estados de quem conversa, em uma tabela só: o programa anda por ela, e o
 * desenho da página sai dela. O que não está na linha de um estado não o muda.
 */
export const peerStates = {
  waiting: {
    title: 'esperando',
    about: 'escuta, e daqui a pouco chama de novo',
    on: { call: 'calling', reached: 'together', quit: 'left' },
  },
  calling: {
    title: 'chamando',
    about: 'chamou e espera o olá',
    on: { reached: 'together', failed: 'waiting', quit: 'left' },
  },
  together: {
    title: 'em conversa',
    about: 'os dois se disseram olá; as linhas vão e vêm',
    on: { lost: 'waiting', bye: 'waiting', silence: 'silent', quit: 'left' },
  },
  silent: {
    title: 'sem resposta',
    about: 'o outro lado se calou; as linhas ficam guardadas',
    on: { call: 'calling', reached: 'together', bye: 'waiting', quit: 'left' },
  },
  left: {
    title: 'encerrado',
    about: 'a porta está livre',
    on: {},
  },
} as const;

export type StateName = keyof typeof peerStates;

/** O que pode acontecer, em palavras. */
export const peerEvents = {
  call: 'hora de chamar',
  reached: 'veio um olá, ou outra mensagem dele para mim',
  failed: 'a chamada não deu certo',
  lost: 'a conexão caiu',
  silence: 'silêncio por tempo demais',
  bye: 'ele se despediu',
  quit: 'você saiu',
} as const;

export type PeerEvent = keyof typeof peerEvents;

/** O estado seguinte; undefined quando o evento não muda nada. */
export function nextState(
  state: StateName,
  event: PeerEvent,
): StateName | undefined {
  const on: Partial<Record<PeerEvent, StateName>> = peerStates[state].on;
  return on[event];
}
// #endregion peer-states
