import { marshalCases } from './marshal-cases.ts';
import { type Operation, operations } from './marshal-jobs.ts';
import {
  type Contestant,
  contestants,
  type Measurement,
  type Outcome,
  versions,
} from './marshal-run.ts';
import { formatNumber, formatSpread } from './numbers.ts';
import { pairedRatio, type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { formatTarget } from './targets.ts';
import { formatUnsteady } from './unsteady.ts';

/** One operation in one version. */
interface Way {
  readonly operation: Operation;
  readonly version: number;
}

const ways: readonly Way[] = operations.flatMap((operation) =>
  versions.map((version) => ({ operation, version })),
);

/** Round by round, ms of one call; empty where it cannot do it or does it wrong. */
export function times(
  { measurements }: Outcome,
  contestant: Contestant,
  name: string,
  { operation, version }: Way,
): number[] {
  return measurements
    .filter(
      (each) =>
        each.contestant === contestant &&
        each.name === name &&
        each.operation === operation &&
        each.version === version &&
        each.right,
    )
    .map(({ milliseconds }) => milliseconds);
}

/** How many times as fast the first one is, round by round; undefined when one of them cannot do it. */
export function speedUp(
  outcome: Outcome,
  ours: Contestant,
  theirs: Contestant,
  name: string,
  way: Way,
): Spread | undefined {
  const [our, their] = [times(outcome, ours, name, way), times(outcome, theirs, name, way)];
  return our.length === 0 || our.length !== their.length ? undefined : pairedRatio(their, our);
}

/** A table for each operation and version, for people. */
export function formatTables(outcome: Outcome): string {
  return ways
    .map((way) => {
      const rows = marshalCases.map(({ name }) => [
        name,
        ...contestants.map((contestant) => {
          const values = times(outcome, contestant, name, way);
          return values.length === 0 ? '–' : formatSpread(spread(values), 2);
        }),
      ]);
      const title = `${way.operation}, versão ${way.version}: ms de processador por valor`;
      return [title, formatTable(['valor', ...contestants], rows)].join('\n');
    })
    .join('\n\n');
}

/** What was to be reached, and whether it was. */
export function formatFindings(outcome: Outcome): string {
  const rows = marshalCases.map(({ name }) => [
    name,
    ...ways.map((way) => {
      const ratio = speedUp(outcome, 'tomada', 'Python', name, way);
      return ratio === undefined ? '–' : formatSpread(ratio, 2);
    }),
  ]);
  const targets = ways.flatMap((way) =>
    marshalCases.map(({ name }) =>
      formatTarget({
        text: `${way.operation}, versão ${way.version}, ${name}: tomada ÷ Python`,
        value: speedUp(outcome, 'tomada', 'Python', name, way),
        limit: 'least',
        bound: 0.5,
      }),
    ),
  );
  const packages = ways.flatMap((way) =>
    marshalCases.flatMap(({ name }) => {
      const ratio = speedUp(outcome, 'tomada', 'py-marshal', name, way);
      if (ratio === undefined) return [];
      const text = `${way.operation}, versão ${way.version}, ${name}: tomada ÷ py-marshal`;
      return [formatTarget({ text, value: ratio, limit: 'least', bound: 1 })];
    }),
  );
  const cells = contestants.flatMap((contestant) =>
    marshalCases.flatMap(({ name }) => ways.map((way) => times(outcome, contestant, name, way))),
  );
  return [
    'Quantas vezes mais rápido que o Python (modo comum)',
    formatTable(
      ['valor', ...ways.map(({ operation, version }) => `${operation} ${version}`)],
      rows,
    ),
    '',
    'Metas (velocidade ÷ velocidade, rodada a rodada)',
    ...targets,
    ...packages,
    `  O py-marshal faz ${formatNumber(packages.length)} destes ${formatNumber(ways.length * marshalCases.length)} casos; o pacote «marshal» do npm é do Ruby.`,
    ...formatUnsteady(cells.filter(({ length }) => length > 0).map(spread)),
  ].join('\n');
}

/** Ours or Python giving something else makes the figures worthless; a package of npm that does is left out. */
export function listFaults({ measurements }: Outcome): string[] {
  return measurements
    .filter(({ contestant, right }) => !right && contestant !== 'py-marshal')
    .map(
      ({ contestant, operation, version, name, round }: Measurement) =>
        `${contestant}, ${operation} de «${name}», versão ${version}, rodada ${round + 1}: resultado diferente`,
    );
}
