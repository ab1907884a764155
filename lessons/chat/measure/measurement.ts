/** O que se mede, e o que sai de cada medida. */

/** Os três jeitos de mandar uma mensagem. */
export const transports = {
  udp: 'UDP puro',
  repeats: 'UDP com repetição',
  tcp: 'TCP',
} as const;

export type Transport = keyof typeof transports;

/** Como a rede e as mensagens estão em uma medida. */
export interface Cell {
  /** Pacotes perdidos, em %, em cada sentido. */
  readonly loss: number;
  /** ms que um pacote leva a mais, em cada sentido. */
  readonly delay: number;
  /** Bytes de uma mensagem. */
  readonly size: number;
}

export interface Plan {
  readonly losses: readonly number[];
  readonly delays: readonly number[];
  readonly sizes: readonly number[];
  /** Mensagens em cada medida. */
  readonly messages: number;
  /** ms entre duas mensagens. */
  readonly interval: number;
  /** Vezes que cada medida se repete, com outro sorteio. */
  readonly rounds: number;
  /** Segundos depois dos quais não se espera mais pelo que falta. */
  readonly limit: number;
  /** De onde saem todos os sorteios. */
  readonly seed: number;
}

/** Pacotes que o fio passou e que ele jogou fora. */
export interface Passed {
  readonly passed: number;
  readonly dropped: number;
}

/** O que o fio contou, de quem envia a quem recebe e de volta. */
export interface WireCounts {
  readonly there: Passed;
  readonly back: Passed;
}

/** O que o sistema de quem envia conta do seu TCP (`/proc/net`). */
export interface TcpCounts {
  /** Segmentos enviados de novo (RFC 4022, tcpRetransSegs). */
  readonly retransmitted: number;
  /** Vezes que o prazo de retransmissão venceu (RFC 6298). */
  readonly timeouts: number;
}

/** O que um programa recebeu, e quando. Tempos em ms. */
export interface Result {
  readonly sent: number;
  /** Mensagens diferentes que o programa recebeu. */
  readonly delivered: number;
  /** Não recebidas enquanto se esperou: perdidas em UDP puro, ainda a caminho nos outros dois. */
  readonly lost: number;
  /** Recebidas depois de outra enviada mais tarde. */
  readonly outOfOrder: number;
  /** Recebidas mais de uma vez. */
  readonly repeated: number;
  /** Da primeira chamada à rede até a última mensagem recebida. */
  readonly time: number;
  /** Disso, até se poder enviar a primeira. */
  readonly opening: number;
  /** Do envio de uma mensagem até o programa do outro lado a ter: metade em até… */
  readonly p50: number;
  /** …e 99 % em até. */
  readonly p99: number;
  readonly wire: WireCounts;
  /** Só em «UDP com repetição»: datagramas de texto que o programa já tinha. */
  readonly duplicates?: number;
  readonly tcp?: TcpCounts;
  /** Para o desenho: quando cada mensagem foi enviada e quando chegou (null: nunca). */
  readonly trace?: readonly (readonly [sent: number, delivered: number | null])[];
}

interface Where extends Cell {
  readonly transport: Transport;
  /** De 0 em diante. */
  readonly round: number;
}

export type Measured = Where & Result;
export type NotMeasured = Where & { readonly notMeasured: string };
export type Measurement = Measured | NotMeasured;

export function isMeasured(measurement: Measurement): measurement is Measured {
  return !('notMeasured' in measurement);
}

/** Por onde as mensagens passaram. */
export type Through = 'namespaces' | 'bad-network';

/** Tudo o que uma execução dá: o arquivo de `--json`. */
export interface Report {
  readonly bench: 'measure';
  readonly command: string;
  readonly through: Through;
  /** Por que não foi entre duas redes. */
  readonly reason?: string;
  readonly machine: {
    readonly date: string;
    readonly cpu: string;
    readonly cores: number;
    readonly system: string;
    readonly node: string;
    readonly python?: string;
    readonly congestionControl?: string;
    /** Programas prontos para rodar no minuto antes e no fim. */
    readonly loadBefore: number;
    readonly loadAfter: number;
  };
  readonly plan: Plan;
  readonly measurements: readonly Measurement[];
}
