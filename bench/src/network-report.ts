import { BLOCK } from './bulk.ts';
import { type RouteName, routes } from './network-routes.ts';
import type { Outcome, Plan } from './network-run.ts';
import { formatNumber, formatSpread } from './numbers.ts';
import { pairedDifference, pairedRatio, type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';

/** What is compared of two routes. */
export type Quantity = 'bytesPerSecond' | 'p50' | 'p99';

const routeNames = Object.keys(routes) as RouteName[]; // sound: `routes` is a constant

/** What was measured on one route, round by round. */
export function valuesOf(outcome: Outcome, route: RouteName, quantity: Quantity): number[] {
  if (quantity === 'bytesPerSecond') {
    return outcome.bulk.filter((each) => each.route === route).map((each) => each[quantity]);
  }
  return outcome.latency.filter((each) => each.route === route).map((each) => each[quantity]);
}

/** One route's share of another one's measure, round by round. */
export function ratioOf(
  outcome: Outcome,
  quantity: Quantity,
  route: RouteName,
  other: RouteName,
): Spread {
  return pairedRatio(valuesOf(outcome, route, quantity), valuesOf(outcome, other, quantity));
}

/** How many ms a route takes more than the direct one, round by round. */
export function addedLatency(outcome: Outcome, quantity: 'p50' | 'p99', route: RouteName): Spread {
  return pairedDifference(
    valuesOf(outcome, route, quantity),
    valuesOf(outcome, 'direct', quantity),
  );
}

/** Every measure of every route. */
export function spreads(outcome: Outcome): Spread[] {
  return (['bytesPerSecond', 'p50'] as const).flatMap((quantity) =>
    routeNames.map((route) => spread(valuesOf(outcome, route, quantity))),
  );
}

/** The tables of the measures, with each route beside the direct one, for people. */
export function formatTables({ bytes, exchanges }: Plan, outcome: Outcome): string {
  const volume = `${formatNumber(bytes / 2 ** 20)} MiB em um sentido, uma conexão, escritas de ${BLOCK / 1024} KiB`;
  const questions = `${formatNumber(exchanges)} perguntas de uma linha, uma por vez, em uma conexão que fica`;
  return [
    `Volume: ${volume}`,
    bulkTable(outcome),
    '',
    `Demora: ${questions}`,
    latencyTable(outcome),
  ].join('\n');
}

function bulkTable(outcome: Outcome): string {
  const rows = routeNames.map((route) => {
    const rates = valuesOf(outcome, route, 'bytesPerSecond').map((rate) => rate / 1e6);
    const busy = outcome.bulk.flatMap((each) =>
      each.route === route && each.proxyBusy !== null ? 100 * each.proxyBusy : [],
    );
    return [
      routes[route],
      formatSpread(spread(rates)),
      route === 'direct'
        ? ''
        : formatSpread(ratioOf(outcome, 'bytesPerSecond', route, 'direct'), 2),
      busy.length > 0 ? formatSpread(spread(busy)) : '–',
    ];
  });
  return formatTable(['caminho', 'MB/s', '÷ direta', 'CPU do proxy (% de um núcleo)'], rows);
}

function latencyTable(outcome: Outcome): string {
  const rows = routeNames.map((route) => {
    const measured = (['p50', 'p99'] as const).map((quantity) =>
      formatSpread(spread(valuesOf(outcome, route, quantity)), 3),
    );
    if (route === 'direct') return [routes[route], ...measured];
    return [
      routes[route],
      ...measured,
      formatSpread(addedLatency(outcome, 'p50', route), 3),
      formatSpread(ratioOf(outcome, 'p50', route, 'direct'), 2),
      formatSpread(ratioOf(outcome, 'p99', route, 'direct'), 2),
    ];
  });
  const head = [
    'caminho',
    'p50 (ms)',
    'p99 (ms)',
    'p50 a mais (ms)',
    'p50 ÷ direta',
    'p99 ÷ direta',
  ];
  return formatTable(head, rows);
}
