import { formatClients, formatNumber, formatSpread } from './numbers.ts';
import { pairedRatio, type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { type Measurement, type Mode, modes, type Outcome, type Plan } from './tcp-run.ts';
import { type Competitor, competitors, entries } from './tcp-servers.ts';

type Quantity = 'requestsPerSecond' | 'p50' | 'p99';

const titles: Record<Mode, string> = {
  'per-request': 'Uma conexão por pedido (conecta, pergunta, recebe, o servidor fecha)',
  persistent: 'Conexões que ficam (uma linha por pedido, muitos pedidos por conexão)',
};
const quantities: Record<Quantity, string> = {
  requestsPerSecond: 'pedidos/s',
  p50: 'p50',
  p99: 'p99',
};
const NOT_MEASURED = 'não medido';
const rivals = ['minimal', 'python-threads', 'python-serial'] as const;

/** Our share of a rival's measure, round by round; undefined where one of them was not measured. */
export function ratioOf(
  { measurements }: Outcome,
  cell: { readonly mode: Mode; readonly clients: number; readonly rival: Competitor },
  quantity: Quantity,
): Spread | undefined {
  const values = (competitor: Competitor): number[] =>
    pick(measurements, { ...cell, competitor }).map((measurement) => measurement[quantity]);
  const theirs = values(cell.rival);
  return theirs.length === 0 ? undefined : pairedRatio(values('ours'), theirs);
}

/** The requests a second of every server under every load. */
export function requestRates({ measurements }: Outcome): Spread[] {
  const rates = new Map<string, number[]>();
  for (const { mode, competitor, clients, requestsPerSecond } of measurements) {
    const cell = `${mode} ${competitor} ${clients}`;
    rates.set(cell, [...(rates.get(cell) ?? []), requestsPerSecond]);
  }
  return [...rates.values()].map(spread);
}

/** The tables of the measures and of the ratios, for people. */
export function formatTables(plan: Plan, outcome: Outcome): string {
  return modes
    .flatMap((mode) => [
      titles[mode],
      ...plan.clients.map((clients) => measuresTable(plan, outcome, mode, clients)),
      'Nosso ÷ cada outro, rodada a rodada (pedidos/s: mais é melhor; p50 e p99: menos é melhor)',
      ratiosTable(plan, outcome, mode),
    ])
    .join('\n\n');
}

function measuresTable(plan: Plan, { measurements }: Outcome, mode: Mode, clients: number): string {
  const contestants = entries.filter((entry) => entry.mode === mode);
  const rows = contestants.map(({ competitor, missing }) => {
    if (missing) return [competitors[competitor], NOT_MEASURED];
    const cell = pick(measurements, { mode, clients, competitor });
    const cpu = cell.flatMap(({ cpuPerRequest }) => cpuPerRequest ?? []);
    return [
      competitors[competitor],
      formatSpread(spread(cell.map((measurement) => measurement.requestsPerSecond))),
      formatSpread(spread(cell.map((measurement) => measurement.p50)), 2),
      formatSpread(spread(cell.map((measurement) => measurement.p99)), 2),
      cpu.length > 0 ? formatNumber(spread(cpu).median) : '–',
    ];
  });
  const head = ['servidor', 'pedidos/s', 'p50 (ms)', 'p99 (ms)', 'CPU (µs/pedido)'];
  const requests = formatNumber(plan.requests(mode, clients));
  return [
    `${formatClients(clients)}, ${requests} pedidos por medida`,
    formatTable(head, rows),
    ...contestants.flatMap(({ competitor, missing }) =>
      missing ? `${competitors[competitor]}: ${NOT_MEASURED}, porque ${missing}` : [],
    ),
  ].join('\n');
}

function ratiosTable(plan: Plan, outcome: Outcome, mode: Mode): string {
  const rows = plan.clients.flatMap((clients) =>
    (Object.keys(quantities) as Quantity[]).map((quantity) => [
      `${clients}: ${quantities[quantity]}`,
      ...rivals.map((rival) => {
        const ratio = ratioOf(outcome, { mode, clients, rival }, quantity);
        return ratio ? formatSpread(ratio, 2) : NOT_MEASURED;
      }),
    ]),
  );
  return formatTable(['clientes', ...rivals.map((rival) => `÷ ${competitors[rival]}`)], rows);
}

function pick(
  measurements: readonly Measurement[],
  cell: { readonly mode: Mode; readonly clients: number; readonly competitor: Competitor },
): Measurement[] {
  return measurements.filter(
    ({ mode, clients, competitor }) =>
      mode === cell.mode && clients === cell.clients && competitor === cell.competitor,
  );
}
