/** De todas as rodadas de uma medida a uma linha: somas do que se conta, medianas dos tempos. */
import { percentile } from './count.ts';
import {
  type Cell,
  isMeasured,
  type Measured,
  type NotMeasured,
  type Report,
  type Transport,
} from './measurement.ts';

/** Tempos em ms; pacotes, nos dois sentidos e contando os perdidos. */
export interface Summary {
  readonly rounds: number;
  readonly sent: number;
  /** Perdidas: em UDP puro, o que não chega não vem mais. */
  readonly lost: number;
  /** Que quem repete ainda não tinha entregado quando se parou de esperar. */
  readonly late: number;
  readonly outOfOrder: number;
  readonly repeated: number;
  readonly time: number;
  readonly opening: number;
  readonly p50: number;
  readonly p99: number;
  /** A rodada mais rápida e a mais lenta. */
  readonly timeFrom: number;
  readonly timeTo: number;
  /** Pacotes que o fio viu, por mensagem enviada: de quem envia, e de volta. */
  readonly packetsThere: number;
  readonly packetsBack: number;
  readonly duplicates: number;
  readonly retransmitted: number;
  readonly timeouts: number;
}

/** O resumo de uma medida; uma frase quando não se mediu; undefined quando não estava no plano. */
export function summarise(
  { measurements }: Pick<Report, 'measurements'>,
  transport: Transport,
  { loss, delay, size }: Cell,
): Summary | string | undefined {
  const own = measurements.filter(
    (each) =>
      each.transport === transport &&
      each.loss === loss &&
      each.delay === delay &&
      each.size === size,
  );
  const measured = own.filter(isMeasured);
  if (measured.length === 0) return own.find(isNotMeasured)?.notMeasured;
  return summariseRounds(measured, transport !== 'udp');
}

function isNotMeasured(measurement: Measured | NotMeasured): measurement is NotMeasured {
  return !isMeasured(measurement);
}

function summariseRounds(rounds: readonly Measured[], repeats: boolean): Summary {
  const sum = (value: (each: Measured) => number) =>
    rounds.reduce((total, each) => total + value(each), 0);
  const median = (value: (each: Measured) => number) => percentile(rounds.map(value), 0.5);
  const sent = sum((each) => each.sent);
  const missing = sum((each) => each.lost);
  const times = rounds.map(({ time }) => time);
  return {
    rounds: rounds.length,
    sent,
    lost: repeats ? 0 : missing,
    late: repeats ? missing : 0,
    outOfOrder: sum((each) => each.outOfOrder),
    repeated: sum((each) => each.repeated),
    time: median((each) => each.time),
    opening: median((each) => each.opening),
    p50: median((each) => each.p50),
    p99: median((each) => each.p99),
    timeFrom: Math.min(...times),
    timeTo: Math.max(...times),
    packetsThere: sum(({ wire }) => wire.there.passed + wire.there.dropped) / sent,
    packetsBack: sum(({ wire }) => wire.back.passed + wire.back.dropped) / sent,
    duplicates: sum((each) => each.duplicates ?? 0),
    retransmitted: sum((each) => each.tcp?.retransmitted ?? 0),
    timeouts: sum((each) => each.tcp?.timeouts ?? 0),
  };
}

/** Um número como se escreve no Brasil. */
export function showNumber(value: number, digits = 0): string {
  return value.toLocaleString('pt-BR', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
