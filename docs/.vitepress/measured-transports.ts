import { percentile } from '../../lessons/chat/measure/count.ts';
import { drawLines, type Quantity } from '../../lessons/chat/measure/line-plot.ts';
import {
  type Cell,
  type Report,
  type Transport,
  transports,
} from '../../lessons/chat/measure/measurement.ts';
import { quantities } from '../../lessons/chat/measure/plots.ts';
import { type Summary, showNumber, summarise } from '../../lessons/chat/measure/summary.ts';
import { drawTraces, tracesOf } from '../../lessons/chat/measure/trace-plot.ts';
import type { Escape } from './measured-machine.ts';

/** What a line `<<< measured <name>` of the findings shows. */
export type AboutTransports = 'lost' | 'time' | 'waits' | 'packets' | 'trace' | 'sizes' | 'whole';

/** Bytes of a message in the plots. */
const SIZE = 200;
const NAMES = Object.entries(transports) as readonly (readonly [Transport, string])[]; // Sound: its own keys.

/** One view of what `pnpm --filter lesson-chat measure --json` wrote, as HTML. */
export function renderTransports(
  report: Report,
  about: AboutTransports,
  escapeHtml: Escape,
): string {
  const parts = {
    lost: () => renderQuantity(report, quantities.lost, [20]),
    time: () => renderQuantity(report, quantities.time, report.plan.delays),
    waits: () => renderQuantity(report, quantities.waits, report.plan.delays),
    packets: () => renderQuantity(report, quantities.packets, report.plan.delays),
    trace: () => renderTraces(report),
    sizes: () => renderSizes(report, { loss: 20, delay: 20 }),
    whole: () => renderWhole(report) + renderAbout(report, escapeHtml),
  };
  return `<div class="measured measured-transports" v-pre>${parts[about]()}</div>\n`;
}

/** The drawings of a quantity, one for each delay, and a table with the figures of all delays. */
function renderQuantity(report: Report, quantity: Quantity, drawn: readonly number[]): string {
  const { delays, losses } = report.plan;
  const plots = drawn.map((delay) => {
    const plot = drawLines(report, quantity, { delay, size: SIZE }) ?? '';
    return `<figure class="measured-figure"><figcaption>atraso de ${delay} ms</figcaption>${plot}</figure>`;
  });
  const rows = losses.flatMap((loss) =>
    NAMES.map(([transport, name]) => {
      const cells = delays.map((delay) =>
        show(summarise(report, transport, { loss, delay, size: SIZE }), (row) =>
          showNumber(quantity.value(row), quantity.digits),
        ),
      );
      return [`${loss} %`, name, ...cells];
    }),
  );
  const head = ['perda', 'como', ...delays.map((delay) => `atraso de ${delay} ms`)];
  const title = `${quantity.title}: ${quantity.axis}, mensagens de ${SIZE} bytes`;
  return `<p class="measured-title">${quantity.title}</p><div class="measured-figures">${plots.join('')}</div>${fold('Os mesmos números em uma tabela', table(title, head, rows))}`;
}

function renderTraces(report: Report): string {
  const traces = tracesOf(report);
  const rows = traces.map(({ transport, trace }) => {
    const waits = trace.flatMap(([sent, delivered]) =>
      delivered === null ? [] : [delivered - sent],
    );
    return [
      transports[transport],
      showNumber(waits.length),
      showNumber(trace.length - waits.length),
      showNumber(percentile(waits, 0.5)),
      showNumber(Math.max(...waits)),
    ];
  });
  const head = ['como', 'chegaram', 'nunca', 'metade esperou até (ms)', 'a que mais esperou (ms)'];
  const { loss = 0, delay = 0 } = traces[0] ?? {};
  const title = `Quanto cada mensagem esperou, com perda de ${loss} % e atraso de ${delay} ms`;
  return `<p class="measured-title">${title}</p><figure class="measured-figure">${drawTraces(report) ?? ''}</figure>${table(title, head, rows)}`;
}

/** Messages of each size on one network. */
function renderSizes(report: Report, { loss, delay }: Omit<Cell, 'size'>): string {
  const rows = report.plan.sizes.flatMap((size) =>
    NAMES.map(([transport, name]) => {
      const found = summarise(report, transport, { loss, delay, size });
      return [showNumber(size), name, ...columns.map(([, cell]) => show(found, cell))];
    }),
  );
  const title = `Mensagens de cada tamanho, com perda de ${loss} % e atraso de ${delay} ms`;
  const head = ['bytes', 'como', ...columns.map(([name]) => name)];
  return `<p class="measured-title">${title}</p>${table(title, head, rows)}`;
}

type Column = readonly [name: string, cell: (row: Summary) => string];

const columns: readonly Column[] = [
  [
    'perdidas',
    ({ lost, late, sent }) =>
      late > 0 ? `${showNumber(late)} a caminho` : `${showNumber(lost)} de ${showNumber(sent)}`,
  ],
  ['até a última (s)', ({ time }) => showNumber(time / 1000, 2)],
  ['p50 (ms)', ({ p50 }) => showNumber(p50)],
  ['p99 (ms)', ({ p99 }) => showNumber(p99)],
  [
    'pacotes por mensagem',
    ({ packetsThere, packetsBack }) => showNumber(packetsThere + packetsBack, 2),
  ],
];

const wholeColumns: readonly Column[] = [
  ...columns.slice(0, 1),
  ['fora de ordem', ({ outOfOrder }) => showNumber(outOfOrder)],
  ['repetidas', ({ repeated }) => showNumber(repeated)],
  ...columns.slice(1, 2),
  [
    'da mais rápida à mais lenta (s)',
    ({ timeFrom, timeTo }) => `${showNumber(timeFrom / 1000, 2)} a ${showNumber(timeTo / 1000, 2)}`,
  ],
  ...columns.slice(2),
];

function renderWhole(report: Report): string {
  const { sizes, delays, losses } = report.plan;
  const tables = sizes.flatMap((size) =>
    delays.map((delay) => {
      const rows = losses.flatMap((loss) =>
        NAMES.map(([transport, name]) => {
          const found = summarise(report, transport, { loss, delay, size });
          return [`${loss} %`, name, ...wholeColumns.map(([, cell]) => show(found, cell))];
        }),
      );
      const title = `Mensagens de ${showNumber(size)} bytes, atraso de ${delay} ms`;
      const head = ['perda', 'como', ...wholeColumns.map(([name]) => name)];
      return fold(title, table(title, head, rows));
    }),
  );
  return tables.join('');
}

/** Where, when and how it was measured, and what else the machine did meanwhile. */
function renderAbout({ machine, plan, command, through }: Report, escapeHtml: Escape): string {
  const { cpu, cores, system, node, python, congestionControl, loadBefore, loadAfter } = machine;
  const date = new Date(machine.date).toLocaleDateString('pt-BR', { timeZone: 'UTC' });
  const where = `${cpu}, ${cores} núcleos, ${system}; Node ${node}${python ? `, Python ${python}` : ''}`;
  const way =
    through === 'namespaces'
      ? `entre duas redes à parte do mesmo Linux, com o TCP em ${congestionControl}`
      : 'pela rede ruim, em 127.0.0.1';
  const load = `Carga da máquina: ${showNumber(loadBefore, 1)} antes e ${showNumber(loadAfter, 1)} no fim`;
  const busy =
    Math.max(loadBefore, loadAfter) > cores
      ? ': outros programas disputavam os núcleos, e diferenças de poucos milissegundos não dizem nada'
      : '';
  const words = `Medido em ${date}, ${way}: ${where}. Semente ${plan.seed}, ${plan.rounds} rodadas; os tempos são a mediana delas, e o que se conta é a soma. ${load}${busy}.`;
  return `<p class="measured-machine">${escapeHtml(words)} O comando: <code>${escapeHtml(command)}</code></p>`;
}

function show(found: Summary | string | undefined, cell: (row: Summary) => string): string {
  return typeof found === 'object' ? cell(found) : 'não medido';
}

function fold(summary: string, inside: string): string {
  return `<details><summary>${summary}</summary>${inside}</details>`;
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const heads = head.map((name) => `<th scope="col">${name}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return [
    `<section class="network-scroll" tabindex="0" aria-label="${title}">`,
    `<table><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></section>`,
  ].join('');
}
