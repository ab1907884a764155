import { type Bar, barOf, drawChart } from './measured-chart.ts';
import { type Escape, type MeasuredFile, renderMachine, showNumber } from './measured-machine.ts';

export type AboutThreads = 'cpu' | 'start' | 'server';

/** What `pnpm bench threads --json` writes, as far as it is drawn here. */
export interface MeasuredThreads extends MeasuredFile {
  readonly measurements: readonly {
    readonly about: AboutThreads;
    readonly who: string;
    readonly size?: number;
    readonly round: number;
    readonly ms: number;
    readonly smallMs?: number;
  }[];
}

const titles: Readonly<
  Record<AboutThreads, { title: string; column: string; digits: number; unit: string }>
> = {
  cpu: {
    title: 'Quantas vezes mais rápido que uma thread só',
    column: 'vezes',
    digits: 2,
    unit: '×',
  },
  start: { title: 'Quanto custa iniciar', column: 'ms', digits: 1, unit: ' ms' },
  server: { title: 'Quanto espera um pedido pequeno', column: 'ms', digits: 0, unit: ' ms' },
};

/** One of the three charts with its table, as HTML. */
export function renderThreads(
  measured: MeasuredThreads,
  about: AboutThreads,
  escapeHtml: Escape,
): string {
  const { title, column, digits, unit } = titles[about];
  const bars = about === 'cpu' ? speedUps(measured) : waits(measured, about);
  const show = (value: number) => showNumber(value, digits);
  const rows = bars.map(
    ({ label, value, lowest, highest }) =>
      `<tr><td>${escapeHtml(label)}</td><td>${show(value)}</td><td>${show(lowest)} a ${show(highest)}</td></tr>`,
  );
  return [
    '<div class="measured" v-pre>',
    drawChart({ id: about, title, digits, unit, bars }, escapeHtml),
    '<div class="network-scroll" role="region" tabindex="0"',
    ` aria-label="${escapeHtml(title)}">`,
    `<table><thead><tr><th scope="col">${escapeHtml(title)}</th><th scope="col">${column}</th>`,
    `<th scope="col">de a</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    `${renderMachine(measured, escapeHtml)}</div>\n`,
  ].join('');
}

/** Round by round, so that what slows the machine down for a while slows both of a pair down. */
function speedUps({ measurements }: MeasuredThreads): Bar[] {
  const cpu = measurements.filter(({ about }) => about === 'cpu');
  const keys = new Map(cpu.map(({ who, size = 1 }) => [`${who} ${size}`, { who, size }]));
  return [...keys.values()].map(({ who, size }) => {
    const of = (n: number) => cpu.filter((each) => each.who === who && each.size === n);
    const alone = new Map(of(1).map(({ round, ms }) => [round, ms]));
    const ratios = of(size).map(({ round, ms }) => (alone.get(round) ?? 0) / ms);
    return barOf(`${who}, ${size} ${size === 1 ? 'thread' : 'threads'}`, ratios);
  });
}

function waits({ measurements, names }: MeasuredThreads, about: AboutThreads): Bar[] {
  const chosen = measurements.filter((each) => each.about === about);
  return [...new Set(chosen.map(({ who }) => who))].map((who) =>
    barOf(
      names[who] ?? who,
      chosen.filter((each) => each.who === who).map(({ ms, smallMs }) => smallMs ?? ms),
    ),
  );
}
