/** O que os desenhos têm em comum: a moldura, os eixos, as marcas de cada jeito de enviar. Medidas em unidades do SVG. */
import { type Transport, transports } from './measurement.ts';
import { showNumber } from './summary.ts';

export const WIDTH = 340;
/** O espaço à volta do desenho. */
export const MARGIN = { left: 56, right: 14, bottom: 36 };

export type Point = readonly [x: number, y: number];

/** Põe um valor entre duas posições. */
export type Scale = (value: number) => number;

/** Uma escala linear de `from` a `to`. */
export function linear([lowest, highest]: Point, [from, to]: Point): Scale {
  const span = highest - lowest || 1;
  return (value) => from + ((value - lowest) / span) * (to - from);
}

/** Uma escala em que cada passo igual multiplica por dez. */
export function logarithmic([lowest, highest]: Point, ends: Point): Scale {
  const scale = linear([Math.log10(lowest), Math.log10(highest)], ends);
  return (value) => scale(Math.log10(Math.max(value, lowest)));
}

/** De 0 até passar de `highest`, de quatro a seis números redondos. */
export function roundTicks(highest: number): readonly number[] {
  const rough = Math.max(highest, 1e-9) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10);
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** As potências de dez que cercam os valores. */
export function powerTicks(lowest: number, highest: number): readonly number[] {
  const first = Math.floor(Math.log10(Math.max(lowest, 0.1)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(highest)));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

export function text([x, y]: Point, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${place(x)}" y="${place(y)}" text-anchor="${anchor}">${words}</text>`;
}

export function place(value: number): string {
  return value.toFixed(1);
}

/** Os números de um eixo, com as mesmas casas: as que um passo pede. */
export function showTicks(ticks: readonly number[]): readonly string[] {
  const digits = [0, 1, 2].find((count) => ticks.every((tick) => isRound(tick * 10 ** count)));
  return ticks.map((tick) => showNumber(tick, digits ?? 3));
}

function isRound(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}

/** Linhas finas na altura de cada número, e os números à esquerda. */
export function grid(
  ticks: readonly number[],
  y: Scale,
  shown: readonly string[] = showTicks(ticks),
): string {
  return ticks
    .map((tick, index) => {
      const at = place(y(tick));
      const line = `<path class="plot-grid" d="M${MARGIN.left} ${at}H${WIDTH - MARGIN.right}"/>`;
      return `${line}${text([MARGIN.left - 6, y(tick) + 4], shown[index] ?? '', 'end')}`;
    })
    .join('');
}

/** A marca de cada um: quem não vê as cores vê as formas. */
export function mark(transport: Transport, [x, y]: Point, size = 4): string {
  const shapes: Readonly<Record<Transport, string>> = {
    udp: `<circle cx="${place(x)}" cy="${place(y)}" r="${size}"/>`,
    repeats: `<rect x="${place(x - size)}" y="${place(y - size)}" width="${2 * size}" height="${2 * size}"/>`,
    tcp: `<path d="M${place(x)} ${place(y - size - 1)}l${size + 1} ${2 * size + 1}h${-2 * (size + 1)}z"/>`,
  };
  return shapes[transport];
}

/** Quem é quem, em uma linha no alto. */
export function legend(): string {
  const places: Readonly<Record<Transport, number>> = { udp: 8, repeats: 104, tcp: 262 };
  return Object.entries(transports)
    .map(([key, name]) => {
      const transport = key as Transport; // Soundness: as chaves de `transports`.
      const x = places[transport];
      return `<g class="plot-${transport}">${mark(transport, [x, 12])}</g>${text([x + 10, 16], name, 'start')}`;
    })
    .join('');
}

/** Um desenho inteiro, que também se diz em palavras. */
export function svg(
  id: string,
  height: number,
  title: string,
  says: string,
  inside: string,
): string {
  const name = `measured-${id}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="measured-plot" viewBox="0 0 ${WIDTH} ${height}" role="img"`,
    ` aria-labelledby="${name}-title ${name}-desc">`,
    `<title id="${name}-title">${title}</title><desc id="${name}-desc">${says}</desc>`,
    `${inside}</svg>`,
  ].join('');
}
