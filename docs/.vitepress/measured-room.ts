import { type Bar, barOf, drawChart } from './measured-chart.ts';
import { type Escape, type MeasuredFile, renderMachine, showNumber } from './measured-machine.ts';

/** What `pnpm bench chat --json` writes, as far as it is drawn here. */
export interface MeasuredRoom extends MeasuredFile {
  readonly measurements: readonly {
    readonly language: string;
    readonly people: number;
    readonly deliveredPerSecond: number;
    readonly p99: number;
    readonly bytesPerPerson?: number;
  }[];
}

type Row = MeasuredRoom['measurements'][number];

const TITLE = 'Quantas entregas por segundo';

/** The chart of deliveries and a table with the rest, as HTML. */
export function renderRoom(measured: MeasuredRoom, escapeHtml: Escape): string {
  const { measurements, names } = measured;
  const keys = [...new Set(measurements.map(({ people, language }) => `${people} ${language}`))];
  const groups = keys.map((key) =>
    measurements.filter(({ people, language }) => `${people} ${language}` === key),
  );
  const bars = groups.map((rows) =>
    bar(rows, names, ({ deliveredPerSecond }) => deliveredPerSecond),
  );
  const rows = groups.map((rows) => {
    const rate = bar(rows, names, ({ deliveredPerSecond }) => deliveredPerSecond);
    const p99 = bar(rows, names, ({ p99 }) => p99);
    const memory = bar(rows, names, ({ bytesPerPerson }) => (bytesPerPerson ?? 0) / 1024);
    const cells = [
      showNumber(rate.value, 0),
      showNumber(p99.value, 1),
      memory.value > 0 ? showNumber(memory.value, 0) : '—',
    ];
    const shown = cells.map((cell) => `<td>${cell}</td>`).join('');
    return `<tr><td>${escapeHtml(rate.label)}</td>${shown}</tr>`;
  });
  return [
    '<div class="measured" v-pre>',
    drawChart({ id: 'room', title: TITLE, digits: 0, unit: '', bars }, escapeHtml),
    `<div class="network-scroll" role="region" tabindex="0" aria-label="${TITLE}">`,
    '<table><thead><tr><th scope="col">A sala</th><th scope="col">entregas por segundo</th>',
    '<th scope="col">99 % das entregas em até (ms)</th><th scope="col">memória por pessoa (KiB)</th>',
    `</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    `${renderMachine(measured, escapeHtml)}</div>\n`,
  ].join('');
}

function bar(
  rows: readonly Row[],
  names: Readonly<Record<string, string>>,
  value: (row: Row) => number,
): Bar {
  const [{ people = 0, language = '' } = {}] = rows;
  return barOf(`${showNumber(people, 0)} pessoas, ${names[language] ?? language}`, rows.map(value));
}
