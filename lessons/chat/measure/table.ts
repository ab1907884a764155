/** As medidas em tabelas, para o terminal. */
import { type Plan, type Report, type Transport, transports } from './measurement.ts';
import { type Summary, showNumber, summarise } from './summary.ts';

type Column = readonly [title: string, show: (row: Summary) => string];

const columns: readonly Column[] = [
  ['perdidas', showLost],
  ['fora de ordem', ({ outOfOrder }) => showNumber(outOfOrder)],
  ['repetidas', ({ repeated }) => showNumber(repeated)],
  ['até a última (s)', ({ time }) => showNumber(time / 1000, 2)],
  ['p50 (ms)', ({ p50 }) => showNumber(p50, 1)],
  ['p99 (ms)', ({ p99 }) => showNumber(p99, 1)],
  ['pacotes', ({ packetsThere, packetsBack }) => showNumber(packetsThere + packetsBack, 2)],
];

function showLost({ lost, late, sent }: Summary): string {
  if (late > 0) return `${late} a caminho`;
  return lost === 0 ? '0' : `${lost} (${percent(lost, sent)})`;
}

function percent(part: number, whole: number): string {
  return `${showNumber((100 * part) / whole, 1)} %`;
}

/** Uma tabela por atraso e tamanho de mensagem. */
export function formatTables(report: Report): string {
  const { plan } = report;
  return plan.sizes
    .flatMap((size) => plan.delays.map((delay) => formatTable(report, plan, size, delay)))
    .join('\n\n');
}

function formatTable(report: Report, plan: Plan, size: number, delay: number): string {
  const rows = plan.losses.flatMap((loss) =>
    Object.entries(transports).map(([transport, name], index) => {
      // Soundness: as chaves de `transports`.
      const found = summarise(report, transport as Transport, { loss, delay, size });
      const start = [index === 0 ? `${loss} %` : '', name];
      if (typeof found !== 'object') return [...start, 'não medido'];
      return [...start, ...columns.map(([, show]) => show(found))];
    }),
  );
  const head = ['perda', 'como', ...columns.map(([title]) => title)];
  const sent = plan.messages * plan.rounds;
  return [
    `Atraso de ${delay} ms, ${showNumber(sent)} mensagens de ${size} bytes`,
    ...alignColumns([head, ...rows]),
  ].join('\n');
}

/** Os textos à esquerda, os números à direita. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column < 2 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
