import { formatNumber } from './numbers.ts';

/** A line of the plot. */
export interface Series {
  readonly name: string;
  /** Submissions, and seconds. */
  readonly points: readonly (readonly [number, number])[];
}

const [WIDTH, HEIGHT, MARGIN] = [640, 360, 60];
/** Told apart without colours. */
const DASHES = ['none', '6 4', '2 3'];

/** Seconds against submissions as an SVG file, in the colour of the text around it. */
export function drawPlot(series: readonly Series[]): string {
  const points = series.flatMap((each) => each.points);
  const most = { x: Math.max(...points.map(([x]) => x)), y: Math.max(...points.map(([, y]) => y)) };
  const left = (x: number) => Math.round(MARGIN + (x / most.x) * (WIDTH - 3 * MARGIN));
  const top = (y: number) => Math.round(HEIGHT - MARGIN - (y / most.y) * (HEIGHT - 2 * MARGIN));
  const lines = series.map(({ name, points: own }, index) => {
    const path = own.map(([x, y]) => `${left(x)},${top(y)}`).join(' ');
    const [x, y] = own.at(-1) ?? [0, 0];
    return `<polyline points="${path}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="${DASHES[index % DASHES.length]}"/>
<text x="${left(x) + 8}" y="${top(y) + 5}">${name}, ${formatNumber(y)} s</text>`;
  });
  const ticks = [...new Set(points.map(([x]) => x))].map(
    (x) => `<text x="${left(x)}" y="${HEIGHT - MARGIN + 20}" text-anchor="middle">${x}</text>`,
  );
  const axes = `M${MARGIN},${MARGIN} V${HEIGHT - MARGIN} H${WIDTH - 2 * MARGIN}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Segundos pelo número de entregas" font-family="sans-serif" font-size="14" fill="currentColor">
<path d="${axes}" fill="none" stroke="currentColor"/>
<text x="${MARGIN}" y="${MARGIN - 12}">segundos</text>
<text x="${(WIDTH - MARGIN) / 2}" y="${HEIGHT - 15}" text-anchor="middle">entregas</text>
${[...ticks, ...lines].join('\n')}
</svg>
`;
}
