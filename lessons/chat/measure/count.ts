/** Das horas de envio e de chegada às contas. */
import type { Result } from './measurement.ts';

/** Uma mensagem que chegou: o número, de 1 em diante, e a hora, em ms. */
export type Arrival = readonly [number: number, at: number];

/** O que os dois lados anotaram; as horas são do mesmo relógio. */
export interface Notes {
  readonly startedAt: number;
  readonly openedAt: number;
  /** A hora de envio de cada mensagem. */
  readonly sentAt: readonly number[];
  readonly arrivals: readonly Arrival[];
}

/** O valor que `share` (0 a 1) dos valores não passa; NaN se não há nenhum. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** @throws {Error} se chegou uma mensagem que ninguém enviou */
export function count({ startedAt, openedAt, sentAt, arrivals }: Notes) {
  const firstAt = new Map<number, number>();
  let repeated = 0;
  let outOfOrder = 0;
  let latest = 0;
  for (const [number, at] of arrivals) {
    if (sentAt[number - 1] === undefined)
      throw new Error(`chegou a mensagem ${number}, que ninguém enviou`);
    if (firstAt.has(number)) repeated++;
    else {
      firstAt.set(number, at);
      if (number < latest) outOfOrder++;
      latest = Math.max(latest, number);
    }
  }
  const waits = [...firstAt].map(([number, at]) => at - (sentAt[number - 1] ?? at));
  const lastAt = Math.max(openedAt, ...firstAt.values());
  const counts = {
    sent: sentAt.length,
    delivered: firstAt.size,
    lost: sentAt.length - firstAt.size,
    outOfOrder,
    repeated,
    time: toTenths(lastAt - startedAt),
    opening: toTenths(openedAt - startedAt),
    p50: toTenths(percentile(waits, 0.5)),
    p99: toTenths(percentile(waits, 0.99)),
  } satisfies Partial<Result>;
  const trace = sentAt.map((at, index) => {
    const delivered = firstAt.get(index + 1);
    const arrived = delivered === undefined ? null : toTenths(delivered - openedAt);
    return [toTenths(at - openedAt), arrived] as const;
  });
  return { counts, trace };
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
