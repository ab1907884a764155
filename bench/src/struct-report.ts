import { formatNumber } from './numbers.ts';
import { type Spread, spread } from './stats.ts';
import { structCases } from './struct-cases.ts';
import { type Operation, operations } from './struct-loops.ts';
import { type Contestant, contestants, type Measurement, type Outcome } from './struct-run.ts';
import { formatTable } from './table.ts';
import { formatTarget } from './targets.ts';
import { formatUnsteady } from './unsteady.ts';

/** Round by round, ns of one call; empty where it cannot do it or does it wrong. */
function times(
  { measurements }: Outcome,
  contestant: Contestant,
  format: string,
  operation: Operation,
): number[] {
  return measurements
    .filter(
      (each) =>
        each.contestant === contestant &&
        each.format === format &&
        each.operation === operation &&
        each.right,
    )
    .map(({ nanoseconds }) => nanoseconds);
}

/**
 * How many times as fast ours is: the geometric mean over the formats that both do, round by round.
 *
 * @returns undefined when there is no such format
 */
export function speedUp(
  outcome: Outcome,
  ours: Contestant,
  theirs: Contestant,
  operation: Operation,
  formats: readonly string[] = structCases.map(({ format }) => format),
): Spread | undefined {
  const ratios = formats.flatMap((format) => {
    const [our, their] = [
      times(outcome, ours, format, operation),
      times(outcome, theirs, format, operation),
    ];
    return our.length === 0 || our.length !== their.length
      ? []
      : [our.map((time, round) => (their[round] ?? Number.NaN) / time)];
  });
  const [first] = ratios;
  if (first === undefined) return undefined;
  return spread(
    first.map((_, round) =>
      Math.exp(
        ratios.reduce((sum, each) => sum + Math.log(each[round] ?? Number.NaN), 0) / ratios.length,
      ),
    ),
  );
}

/** A table for each operation, for people. */
export function formatTables(outcome: Outcome): string {
  return operations
    .map((operation) => {
      const there = contestants.filter((contestant) =>
        structCases.some(({ format }) => times(outcome, contestant, format, operation).length > 0),
      );
      const rows = structCases.map(({ format }) => [
        format,
        ...there.map((contestant) => formatTimes(times(outcome, contestant, format, operation))),
      ]);
      return [`${operation}: ns por chamada`, formatTable(['formato', ...there], rows)].join('\n');
    })
    .join('\n\n');
}

function formatTimes(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { median: middle, lowest, highest } = spread(values);
  return `${formatNumber(middle)} (${formatNumber(lowest)}–${formatNumber(highest)})`;
}

/** What was to be reached, and whether it was. */
export function formatFindings(outcome: Outcome): string {
  const target = (
    operation: Operation,
    ours: Contestant,
    theirs: Contestant,
    bound: number,
  ): string =>
    formatTarget({
      text: `${operation}: ${ours} ÷ ${theirs}`,
      value: speedUp(outcome, ours, theirs, operation),
      limit: 'least',
      bound,
    });
  const inBuffer = (['packInto', 'unpackFrom'] as const).flatMap((operation) => [
    target(operation, 'tomada', 'Python', 4),
    target(operation, 'tomada Struct', 'Python Struct', 4),
  ]);
  const allocating = (['pack', 'unpack'] as const).flatMap((operation) => [
    target(operation, 'tomada', 'Python', 0.7),
    target(operation, 'tomada Struct', 'Python Struct', 0.7),
    target(operation, 'tomada', 'python-struct', 2),
  ]);
  const formats = structCases.map(({ format }) => {
    const ratios = operations.map((operation) => {
      const ratio = speedUp(outcome, 'tomada', 'Python', operation, [format]);
      return ratio === undefined ? '–' : formatNumber(ratio.median, 2);
    });
    return [format, ...ratios];
  });
  const cells = contestants.flatMap((contestant) =>
    structCases.flatMap(({ format }) =>
      operations.map((operation) => times(outcome, contestant, format, operation)),
    ),
  );
  return [
    'Quantas vezes mais rápido que o Python, formato por formato (funções do módulo)',
    formatTable(['formato', ...operations], formats),
    '',
    'Metas (velocidade ÷ velocidade: média geométrica dos formatos, rodada a rodada)',
    ...inBuffer,
    ...allocating,
    ...formatUnsteady(cells.filter(({ length }) => length > 0).map(spread)),
  ].join('\n');
}

/** Ours or Python giving something else than expected makes the figures worthless; a package of npm that does is left out. */
export function listFaults({ measurements }: Outcome): string[] {
  const wrong = measurements.filter(
    ({ contestant, right }) => !right && /^(tomada|Python)/.test(contestant),
  );
  return wrong.map(describe);
}

function describe({ contestant, format, operation, round }: Measurement): string {
  return `${contestant}, ${operation} de «${format}», rodada ${round + 1}: resultado diferente`;
}

/** Which packages of npm gave something else, a line each. */
export function formatLeftOut({ measurements }: Outcome): string {
  const wrong = measurements.filter(
    ({ contestant, right, round }) => !right && round === 0 && !/^(tomada|Python)/.test(contestant),
  );
  return wrong.map((each) => `  fora da conta: ${describe(each)}`).join('\n');
}
