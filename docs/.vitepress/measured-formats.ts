import { type Bar, barOf, drawChart } from './measured-chart.ts';
import { type Escape, type MeasuredFile, renderMachine, showNumber } from './measured-machine.ts';

/** What `pnpm bench formats --json` writes, as far as it is drawn here. */
export interface MeasuredFormats extends MeasuredFile {
  /** In their order on the page; the one whose sizes are drawn says so. */
  readonly messages: readonly {
    readonly id: string;
    readonly title: string;
    readonly drawn?: boolean;
  }[];
  readonly measurements: readonly {
    readonly message: string;
    readonly format: string;
    /** Of one message, on average. */
    readonly bytes: number;
    /** Messages a second. */
    readonly encode: number;
    readonly decode: number;
  }[];
}

/** A chart of sizes, and for each message a table of sizes and speeds, as HTML. */
export function renderFormats(measured: MeasuredFormats, escapeHtml: Escape): string {
  const parts = measured.messages.map(({ id, title, drawn }) => {
    const name = `measured-${id}-name`;
    const own = measured.measurements.filter(({ message }) => message === id);
    const formats = [...new Set(own.map(({ format }) => format))].map((format) => ({
      name: measured.names[format] ?? format,
      runs: own.filter((each) => each.format === format),
    }));
    const rows = formats.map(({ name: format, runs }) => {
      const bytes = showNumber(runs[0]?.bytes ?? 0, 0);
      const speeds = (['encode', 'decode'] as const).map(
        (way) =>
          `<td>${showSpeed(
            barOf(
              format,
              runs.map((run) => run[way]),
            ),
          )}</td>`,
      );
      return `<tr><th scope="row">${escapeHtml(format)}</th><td>${bytes}</td>${speeds.join('')}</tr>`;
    });
    // Python writes the same bytes: one bar for both.
    const sizes = formats
      .filter(({ name }) => !name.includes('Python'))
      .map(({ name, runs }) =>
        barOf(
          name,
          runs.map(({ bytes }) => bytes),
        ),
      );
    const chart = { id, title: `${title}: o tamanho`, digits: 0, unit: ' bytes', bars: sizes };
    return [
      drawn
        ? `<p class="measured-title">${escapeHtml(chart.title)}</p>${drawChart(chart, escapeHtml)}`
        : '',
      // Outside of what scrolls: a title must not be cut with its table.
      `<p class="measured-title" id="${name}">${escapeHtml(title)}</p>`,
      `<div class="network-scroll" role="region" tabindex="0" aria-labelledby="${name}">`,
      `<table aria-labelledby="${name}"><thead><tr><th scope="col" rowspan="2">formato</th>`,
      '<th scope="col" rowspan="2">bytes</th>',
      '<th scope="colgroup" colspan="2">mil mensagens por segundo</th></tr>',
      '<tr><th scope="col">escreve</th><th scope="col">lê</th></tr></thead>',
      `<tbody>${rows.join('')}</tbody></table></div>`,
    ].join('');
  });
  return `<div class="measured measured-formats" v-pre>${parts.join('')}${renderMachine(measured, escapeHtml)}</div>\n`;
}

function showSpeed({ value, lowest, highest }: Bar): string {
  const digits = highest < 100_000 ? 1 : 0;
  const show = (perSecond: number) => showNumber(perSecond / 1000, digits);
  return `${show(value)} <span class="measured-spread">(${show(lowest)} a ${show(highest)})</span>`;
}
