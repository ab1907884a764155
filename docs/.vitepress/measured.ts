import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';

const project = fileURLToPath(new URL('../..', import.meta.url));
const LINE = /^<<< measured (cpu|start|server)$/;

type About = 'cpu' | 'start' | 'server';

/** What `pnpm bench threads --json` writes, as far as it is drawn here. */
export interface Measured {
  readonly machine: {
    readonly date: string;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly python?: string;
    /** Runnable processes in the minute before: more than cores, and the figures say little. */
    readonly loadBefore?: number;
  };
  readonly plan: { readonly rounds: number };
  /** How a page calls whoever was measured. */
  readonly names: Readonly<Record<string, string>>;
  readonly measurements: readonly {
    readonly about: About;
    readonly who: string;
    readonly size?: number;
    readonly round: number;
    readonly ms: number;
    readonly smallMs?: number;
  }[];
}

/** A bar of the drawing and a row of the table. */
interface Bar {
  readonly label: string;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
}

const titles: Readonly<
  Record<About, { title: string; column: string; digits: number; unit: string }>
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

/**
 * Renders a line `<<< measured cpu` as a bar chart and a table of what the lesson's `measured.json` holds.
 *
 * @param root the project's folder
 */
export function measuredPlugin(md: MarkdownRenderer, root: string = project): void {
  md.block.ruler.before('snippet', 'measured', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const about = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.[1];
    if (about === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: { relativePath?: string; includes?: string[] } =
      state.env;
    const page = `docs/${relativePath}`;
    // docs/licoes/threads.md and docs/licoes/threads/race.md belong to one lesson.
    const folder = /^docs\/licoes\/[^/]+\.md$/.test(page)
      ? page.replace(/\.md$/, '')
      : dirname(page);
    const file = join(root, folder, 'measured.json');
    includes?.push(file.replaceAll('\\', '/'));
    const token = state.push('html_block', '', 0);
    token.content = renderMeasured(
      readMeasured(file, page, startLine),
      about as About,
      md.utils.escapeHtml,
    );
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

function readMeasured(file: string, page: string, startLine: number): Measured {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LiterateError([
      {
        file: page,
        line: startLine + 1,
        message: `não há o que desenhar: ${cause instanceof Error ? cause.message : 'ilegível'}`,
        remedy: 'Rode: pnpm bench threads --json ../docs/licoes/threads/measured.json',
      },
    ]);
  }
}

const show = (value: number, digits: number) =>
  value.toLocaleString('pt-BR', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The chart and its table as HTML. */
export function renderMeasured(
  measured: Measured,
  about: About,
  escapeHtml: (text: string) => string,
): string {
  const { title, column, digits, unit } = titles[about];
  const bars = about === 'cpu' ? speedUps(measured) : waits(measured, about);
  const { cpu, cores, node, python, date, loadBefore = 0 } = measured.machine;
  const busy =
    loadBefore > cores
      ? ` Atenção: a máquina estava ocupada com outros programas (carga ${show(loadBefore, 0)}), e estes números valem pouco.`
      : '';
  const machine = `${cpu}, ${cores} núcleos; Node ${node}${python ? `, Python ${python}` : ''}; ${measured.plan.rounds} rodadas em ${new Date(date).toLocaleDateString('pt-BR', { timeZone: 'UTC' })}. O número é a mediana.`;
  const rows = bars.map(
    ({ label, value, lowest, highest }) =>
      `<tr><td>${escapeHtml(label)}</td><td>${show(value, digits)}</td><td>${show(lowest, digits)} a ${show(highest, digits)}</td></tr>`,
  );
  return [
    '<div class="measured" v-pre>',
    draw(
      bars,
      about,
      `${title}: ${bars.map(({ label, value }) => `${label}, ${show(value, digits)}${unit}`).join('; ')}.`,
      escapeHtml,
    ),
    '<div class="network-scroll" role="region" tabindex="0"',
    ` aria-label="${escapeHtml(title)}">`,
    `<table><thead><tr><th scope="col">${escapeHtml(title)}</th><th scope="col">${column}</th>`,
    `<th scope="col">de a</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    `<p class="measured-machine">Medido em ${escapeHtml(machine + busy)}</p></div>\n`,
  ].join('');
}

function barOf(label: string, values: readonly number[]): Bar {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return { label, value, lowest: sorted[0] ?? 0, highest: sorted.at(-1) ?? 0 };
}

/** Round by round, so that what slows the machine down for a while slows both of a pair down. */
function speedUps({ measurements }: Measured): Bar[] {
  const cpu = measurements.filter(({ about }) => about === 'cpu');
  const keys = new Map(cpu.map(({ who, size = 1 }) => [`${who} ${size}`, { who, size }]));
  return [...keys.values()].map(({ who, size }) => {
    const of = (n: number) => cpu.filter((each) => each.who === who && each.size === n);
    const alone = new Map(of(1).map(({ round, ms }) => [round, ms]));
    const ratios = of(size).map(({ round, ms }) => (alone.get(round) ?? 0) / ms);
    return barOf(`${who}, ${size} ${size === 1 ? 'thread' : 'threads'}`, ratios);
  });
}

function waits({ measurements, names }: Measured, about: About): Bar[] {
  const chosen = measurements.filter((each) => each.about === about);
  return [...new Set(chosen.map(({ who }) => who))].map((who) =>
    barOf(
      names[who] ?? who,
      chosen.filter((each) => each.who === who).map(({ ms, smallMs }) => smallMs ?? ms),
    ),
  );
}

const WIDTH = 340;
const ROW = 40;
/** What stands to the right of the longest bar. */
const VALUE = 90;

function draw(
  bars: readonly Bar[],
  about: About,
  description: string,
  escapeHtml: (text: string) => string,
): string {
  const { title, digits, unit } = titles[about];
  const longest = Math.max(...bars.map(({ value }) => value));
  const id = `measured-${about}`;
  const rows = bars.map(({ label, value }, index) => {
    const y = index * ROW;
    const width = Math.max(2, (value / longest) * (WIDTH - VALUE));
    const kind = label.includes('Python') ? 'measured-python' : 'measured-node';
    return (
      `<text x="0" y="${y + 13}">${escapeHtml(label)}</text>` +
      `<rect class="${kind}" x="1" y="${y + 18}" width="${width.toFixed(1)}" height="14" rx="2"/>` +
      `<text class="measured-value" x="${(width + 6).toFixed(1)}" y="${y + 30}">${show(value, digits)}${unit}</text>`
    );
  });
  return [
    `<svg class="measured-chart" viewBox="0 0 ${WIDTH} ${bars.length * ROW}" role="img"`,
    ` aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${escapeHtml(title)}</title>`,
    `<desc id="${id}-desc">${escapeHtml(description)}</desc>${rows.join('')}</svg>`,
  ].join('');
}
