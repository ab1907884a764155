/** Um desenho de linhas: uma medida contra a perda, uma linha para cada jeito de enviar. */
import { type Report, type Transport, transports } from './measurement.ts';
import {
  grid,
  legend,
  linear,
  logarithmic,
  MARGIN,
  mark,
  type Point,
  place,
  powerTicks,
  roundTicks,
  showTicks,
  svg,
  text,
  WIDTH,
} from './plot-frame.ts';
import { type Summary, showNumber, summarise } from './summary.ts';

/** O que um desenho mostra. */
export interface Quantity {
  readonly id: string;
  readonly title: string;
  /** O que está no eixo de pé, com a unidade. */
  readonly axis: string;
  readonly unit: string;
  readonly digits: number;
  readonly isLogarithmic?: boolean;
  value(row: Summary): number;
}

const HEIGHT = 230;
const TOP = 48;

/** @returns undefined quando não há o que desenhar */
export function drawLines(
  report: Report,
  { id, title, axis, unit, digits, isLogarithmic = false, value }: Quantity,
  { delay, size }: { readonly delay: number; readonly size: number },
): string | undefined {
  const { losses } = report.plan;
  const series = Object.keys(transports).flatMap((key) => {
    const transport = key as Transport; // Soundness: as chaves de `transports`.
    const points = losses.flatMap((loss, index) => {
      const row = summarise(report, transport, { loss, delay, size });
      return typeof row === 'object' ? [{ index, loss, amount: value(row) }] : [];
    });
    return points.length === 0 ? [] : [{ transport, points }];
  });
  const amounts = series.flatMap(({ points }) => points.map(({ amount }) => amount));
  if (amounts.length === 0) return undefined;
  const highest = Math.max(...amounts);
  const ticks = isLogarithmic ? powerTicks(Math.min(...amounts), highest) : roundTicks(highest);
  const ends: Point = [HEIGHT - MARGIN.bottom, TOP];
  const range: Point = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const y = isLogarithmic ? logarithmic(range, ends) : linear(range, ends);
  const x = linear([0, losses.length - 1], [MARGIN.left + 16, WIDTH - MARGIN.right - 16]);
  const lines = series.map(({ transport, points }) => {
    const path = points.map(({ index, amount }) => `${place(x(index))} ${place(y(amount))}`);
    const marks = points.map(({ index, amount }) => mark(transport, [x(index), y(amount)]));
    return `<g class="plot-${transport}"><path class="plot-line" d="M${path.join('L')}"/>${marks.join('')}</g>`;
  });
  const says = series.map(({ transport, points }) => {
    const each = points.map(
      ({ loss, amount }) => `${loss} % de perda, ${showNumber(amount, digits)}${unit}`,
    );
    return `${transports[transport]}: ${each.join(', ')}`;
  });
  const below = losses.map((loss, index) => text([x(index), HEIGHT - 20], `${loss} %`, 'middle'));
  const whole = `${title}, com atraso de ${delay} ms`;
  return svg(
    `${id}-${delay}-${size}`,
    HEIGHT,
    whole,
    `${says.join('; ')}.`,
    [
      legend(),
      text([0, TOP - 12], axis, 'start'),
      // Potências de dez: cada uma com as casas que pede.
      grid(ticks, y, isLogarithmic ? ticks.flatMap((tick) => showTicks([tick])) : undefined),
      ...below,
      text([WIDTH - MARGIN.right, HEIGHT - 4], 'pacotes perdidos', 'end'),
      ...lines,
    ].join(''),
  );
}
