import { type Escape, showNumber } from './measured-machine.ts';

/** A bar of a drawing and a row of its table. */
export interface Bar {
  readonly label: string;
  /** The median. */
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Chart {
  /** Unique on a page; letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly digits: number;
  /** Behind each value, such as ` ms`. */
  readonly unit: string;
  readonly bars: readonly Bar[];
}

/** The median of some measurements with the lowest and the highest. */
export function barOf(label: string, values: readonly number[]): Bar {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return { label, value, lowest: sorted[0] ?? 0, highest: sorted.at(-1) ?? 0 };
}

const WIDTH = 340;
const ROW = 40;
/** The room to the right of the longest bar, at least; a long amount takes more. */
const VALUE = 90;
const CHARACTER = 9;

/** A bar chart as SVG, which says in words what it shows. */
export function drawChart({ id, title, digits, unit, bars }: Chart, escapeHtml: Escape): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const amount = (value: number) => `${showNumber(value, digits)}${unit}`;
  const amounts = bars.map(({ value }) => amount(value).length);
  const room = WIDTH - Math.max(VALUE, CHARACTER * Math.max(...amounts));
  const words = bars.map(({ label, value }) => `${label}, ${amount(value)}`).join('; ');
  const rows = bars.map(({ label, value }, index) => {
    const y = index * ROW;
    const width = Math.max(2, (value / longest) * room);
    const kind = label.includes('Python') ? 'measured-python' : 'measured-node';
    return (
      `<text x="0" y="${y + 13}">${escapeHtml(label)}</text>` +
      `<rect class="${kind}" x="1" y="${y + 18}" width="${width.toFixed(1)}" height="14" rx="2"/>` +
      `<text class="measured-value" x="${(width + 6).toFixed(1)}" y="${y + 30}">${amount(value)}</text>`
    );
  });
  return [
    `<svg class="measured-chart" viewBox="0 0 ${WIDTH} ${bars.length * ROW}" role="img"`,
    ` aria-labelledby="measured-${id}-title measured-${id}-desc">`,
    `<title id="measured-${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="measured-${id}-desc">${escapeHtml(`${title}: ${words}.`)}</desc>`,
    `${rows.join('')}</svg>`,
  ].join('');
}
