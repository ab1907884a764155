/** Quanto cada mensagem esperou, uma por uma: os degraus de quem espera pela que falta. */
import { isMeasured, type Measured, type Report, transports } from './measurement.ts';
import {
  grid,
  linear,
  MARGIN,
  mark,
  place,
  roundTicks,
  showTicks,
  svg,
  text,
  WIDTH,
} from './plot-frame.ts';
import { showNumber } from './summary.ts';

const PANEL = 124;
const TOP = 36;

type Trace = NonNullable<Measured['trace']>;

/** As medidas que guardaram a hora de cada mensagem. */
export function tracesOf({ measurements }: Report): readonly (Measured & { trace: Trace })[] {
  return measurements.flatMap((each) =>
    isMeasured(each) && each.trace ? [{ ...each, trace: each.trace }] : [],
  );
}

/** @returns undefined quando nenhuma medida guardou as horas */
export function drawTraces(report: Report): string | undefined {
  const traces = tracesOf(report);
  const [first] = traces;
  if (!first) return undefined;
  const waits = traces.flatMap(({ trace }) => trace.map(waitOf).filter((each) => each !== null));
  const ends = traces.flatMap(({ trace }) => trace.map(([sent]) => sent));
  const ticks = roundTicks(Math.max(...waits));
  const across = roundTicks(Math.max(...ends) / 1000).map((tick) => tick * 1000);
  const x = linear([0, across.at(-1) ?? 1], [MARGIN.left + 4, WIDTH - MARGIN.right - 4]);
  const panels = traces.map(({ transport, trace }, index) => {
    const top = TOP + index * PANEL;
    const y = linear([0, ticks.at(-1) ?? 1], [top + PANEL - 34, top]);
    const points = trace.map((each) => {
      const wait = waitOf(each);
      const at = x(each[0]);
      return wait === null
        ? `<path class="plot-lost" d="M${place(at - 3)} ${place(y(0) - 6)}l6 6m0 -6l-6 6"/>`
        : mark(transport, [at, y(wait)], 1.5);
    });
    return `${text([0, top - 14], `${transports[transport]}: espera (ms)`, 'start')}${grid(ticks, y)}<g class="plot-${transport}">${points.join('')}</g>`;
  });
  const height = TOP + traces.length * PANEL;
  const seconds = showTicks(across.map((tick) => tick / 1000));
  const below = across.map((tick, index) =>
    text([x(tick), height - 16], seconds[index] ?? '', 'middle'),
  );
  const says = traces.map(({ transport, trace }) => {
    const own = trace.map(waitOf).filter((each) => each !== null);
    const lost = trace.length - own.length;
    return `${transports[transport]}: ${own.length} chegaram, ${lost} nunca; a que mais esperou levou ${showNumber(Math.max(...own), 0)} ms`;
  });
  const { loss, delay } = first;
  return svg(
    'trace',
    height,
    `Quanto cada mensagem esperou, com perda de ${loss} % e atraso de ${delay} ms`,
    `${says.join('; ')}.`,
    `${panels.join('')}${below.join('')}${text([WIDTH - MARGIN.right, height - 2], 'hora do envio (s)', 'end')}`,
  );
}

function waitOf([sent, delivered]: Trace[number]): number | null {
  return delivered === null ? null : delivered - sent;
}
