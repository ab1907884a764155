import type { TcpFaults } from '@tomada/bad-network';

/** What a fault may need to know: who is judged, and how many bytes a conversation has. */
export interface Situation {
  /** The side of the program that is judged. */
  readonly side: 'server' | 'client';
  readonly requestBytes: number;
  /** ms between two pieces, where the program does not need them far apart to be judged. */
  readonly apart?: number;
}

interface Directions {
  readonly toServer?: TcpFaults;
  readonly toClient?: TcpFaults;
}

/** Something that a network does to a conversation. */
export interface Fault {
  readonly id: string;
  /** For the page, in Portuguese. */
  readonly name: string;
  /** One sentence for the page. */
  readonly happens: string;
  /** The options that do the same by hand, after `pnpm bad-network tcp 8081:8080`. */
  readonly byHand?: string;
  /**
   * Another fault that this one may look like, as that is TCP: who is too busy to read finds slow pieces together; who
   * has not read when a reset comes takes it for an end (Node does, when it finds bytes and reset together), or got
   * an answer before it.
   */
  readonly mayLookLike?: string;
  /** What the proxy is told; without it there is no proxy: nobody listens where the client connects. */
  readonly build?: (situation: Situation) => Directions;
}

/** The byte where what breaks off breaks off: in the middle of every request and of every answer. */
const MIDDLE = 4;

/**
 * ms between two pieces on their way to the program that is judged: long enough that it reads each one apart even
 * when every core is busy, for what a naive program answers to the first piece has to be the same every time.
 */
const APART = 100;

/** Cuts both directions; the pieces stay apart where the judged program reads. */
function cut(
  chunk: NonNullable<TcpFaults['chunk']>,
  { side, apart = APART }: Situation,
): Directions {
  const gap = (judged: boolean) => (judged ? apart : 0);
  return {
    toServer: { chunk, gap: gap(side === 'server') },
    toClient: { chunk, gap: gap(side === 'client') },
  };
}

const always = (faults: TcpFaults) => () => ({ toServer: faults, toClient: faults });
const onRequest = (faults: TcpFaults) => () => ({ toServer: faults });
const onAnswer = (faults: TcpFaults) => () => ({ toClient: faults });

/** Every fault that the TCP programs meet, in the order of the page: bytes that come otherwise, then bytes that do not. */
export const faults: readonly Fault[] = [
  {
    id: 'none',
    name: 'rede boa',
    happens: 'Nada se estraga: é a medida de todo o resto.',
    byHand: '',
    build: () => ({}),
  },
  {
    id: 'byte-by-byte',
    name: 'um byte por vez',
    happens: 'Cada byte chega sozinho, um pouco depois do outro.',
    byHand: '--chunk 1',
    build: (situation) => cut(1, situation),
  },
  {
    id: 'random-pieces',
    name: 'pedaços sorteados',
    happens: 'Os bytes chegam em pedaços de um a quatro.',
    byHand: '--chunk 1-4',
    build: (situation) => cut({ from: 1, to: 4 }, situation),
  },
  {
    id: 'joined',
    name: 'tudo grudado',
    happens: 'O que vem durante 50 ms chega de uma vez só.',
    byHand: '--join 50',
    build: always({ join: 50 }),
  },
  {
    id: 'delay',
    name: 'atraso que varia',
    happens: 'Tudo chega de 20 a 60 ms mais tarde.',
    byHand: '--delay 20 --jitter 40',
    build: always({ delay: 20, jitter: 40 }),
  },
  {
    id: 'slow',
    name: 'rede lenta',
    happens: 'Passam 100 bytes por segundo.',
    byHand: '--rate 100',
    mayLookLike: 'none',
    build: always({ rate: 100 }),
  },
  {
    id: 'request-stalls',
    name: 'o pedido para no meio',
    happens: 'Depois de quatro bytes do pedido não passa mais nada, e a conexão continua aberta.',
    byHand: `--stall ${MIDDLE} --direction to-server`,
    build: onRequest({ stall: { after: MIDDLE } }),
  },
  {
    id: 'answer-stalls',
    name: 'a resposta para no meio',
    happens: 'Depois de quatro bytes da resposta não passa mais nada, e a conexão continua aberta.',
    byHand: `--stall ${MIDDLE} --direction to-client`,
    build: onAnswer({ stall: { after: MIDDLE } }),
  },
  {
    id: 'client-ends',
    name: 'o cliente para de falar e escuta',
    happens: 'Depois do pedido inteiro, o servidor recebe o aviso de que não vem mais nada (FIN).',
    build: ({ requestBytes }) => ({ toServer: { halfClose: { after: requestBytes } } }),
  },
  {
    id: 'request-ends',
    name: 'o pedido acaba no meio',
    happens:
      'Depois de quatro bytes do pedido, o servidor recebe o aviso de que não vem mais nada.',
    byHand: `--half-close ${MIDDLE} --direction to-server`,
    build: onRequest({ halfClose: { after: MIDDLE } }),
  },
  {
    id: 'closed-before-answer',
    name: 'fechada antes da resposta',
    happens: 'A conexão se fecha (FIN) antes do primeiro byte da resposta.',
    byHand: '--close 100% --direction to-client',
    build: onAnswer({ close: { probability: 1 } }),
  },
  {
    id: 'closed-in-answer',
    name: 'fechada no meio da resposta',
    happens: 'A conexão se fecha (FIN) depois de quatro bytes da resposta.',
    byHand: `--close ${MIDDLE} --direction to-client`,
    build: onAnswer({ close: { after: MIDDLE } }),
  },
  {
    id: 'reset-at-once',
    name: 'cortada logo ao abrir',
    happens: 'A conexão é cortada (RST) antes de passar um byte.',
    byHand: '--reset 0',
    mayLookLike: 'closed-before-answer',
    build: onRequest({ reset: { after: 0 } }),
  },
  {
    id: 'reset-in-request',
    name: 'cortada no meio do pedido',
    happens: 'A conexão é cortada (RST) depois de quatro bytes do pedido.',
    byHand: `--reset ${MIDDLE} --direction to-server`,
    mayLookLike: 'request-ends',
    build: onRequest({ reset: { after: MIDDLE } }),
  },
  {
    id: 'reset-before-answer',
    name: 'cortada antes da resposta',
    happens: 'A conexão é cortada (RST) antes do primeiro byte da resposta.',
    byHand: '--reset 100% --direction to-client',
    mayLookLike: 'closed-before-answer',
    build: onAnswer({ reset: { probability: 1 } }),
  },
  {
    id: 'reset-in-answer',
    name: 'cortada no meio da resposta',
    happens: 'A conexão é cortada (RST) depois de quatro bytes da resposta.',
    byHand: `--reset ${MIDDLE} --direction to-client`,
    mayLookLike: 'closed-in-answer',
    build: onAnswer({ reset: { after: MIDDLE } }),
  },
  {
    id: 'nobody-listens',
    name: 'ninguém escuta na porta',
    happens: 'O servidor não foi iniciado.',
  },
];

/** Those that a program of this side can meet. */
export function faultsOf(side: 'server' | 'client'): readonly Fault[] {
  return faults.filter(({ build }) => side === 'client' || build !== undefined);
}
