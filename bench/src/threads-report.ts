import { formatSpread } from './numbers.ts';
import { pairedRatio, type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { formatTarget } from './targets.ts';
import type { Language, Measurement, Outcome } from './threads-run.ts';

/** Whom the tables name. */
export const names: Readonly<Record<string, string>> = {
  'worker-js': 'worker do Node, em JavaScript',
  'worker-ts': 'worker do Node, em TypeScript (startWorker)',
  node: 'processo do Node (node -e 0)',
  'thread-py': 'thread do Python',
  python: 'processo do Python (python3 -c 0)',
  pool: 'Node, threads prontas (start:server)',
  single: 'Node, só o laço de eventos (--single-thread)',
  'per-client': 'Node, um worker novo por cliente',
  'python-server': 'Python, uma thread por cliente',
};

const valuesOf = (
  { measurements }: Outcome,
  chosen: (each: Measurement) => boolean,
  value: (each: Measurement) => number = ({ ms }) => ms,
): number[] => measurements.filter(chosen).map(value);

/** How many times as fast some threads are as one, round by round; undefined where nothing was measured. */
export function speedUp(outcome: Outcome, language: Language, size: number): Spread | undefined {
  const of = (n: number) =>
    valuesOf(outcome, (each) => each.about === 'cpu' && each.who === language && each.size === n);
  const alone = of(1);
  return alone.length === 0 ? undefined : pairedRatio(alone, of(size));
}

/** The three tables: sums, starting, servers. */
export function formatTables(outcome: Outcome): string {
  const { measurements } = outcome;
  const cpu = measurements.filter(({ about, round }) => about === 'cpu' && round === 0);
  const rows = cpu.map(({ who, size = 1 }) => {
    const ms = spread(
      valuesOf(outcome, (each) => each.about === 'cpu' && each.who === who && each.size === size),
    );
    const ratio = speedUp(outcome, who as Language, size); // cpu is measured by language only
    return [`${who}, ${size} thread(s)`, formatSpread(ms), ratio ? formatSpread(ratio, 2) : '—'];
  });
  const started = (who: string) =>
    valuesOf(outcome, (each) => each.about === 'start' && each.who === who);
  const served = (who: string, value?: (each: Measurement) => number) =>
    spread(valuesOf(outcome, (each) => each.about === 'server' && each.who === who, value));
  const whos = (about: Measurement['about']) => [
    ...new Set(measurements.filter((each) => each.about === about).map(({ who }) => who)),
  ];
  return [
    formatTable(['a mesma conta, dividida', 'tempo (ms)', 'vezes mais rápido'], rows),
    formatTable(
      ['iniciar um(a)', 'tempo (ms)'],
      whos('start').map((who) => [names[who] ?? who, formatSpread(spread(started(who)), 2)]),
    ),
    formatTable(
      ['servidor, muitos clientes de uma vez', 'todos (ms)', 'o pedido pequeno (ms)'],
      whos('server').map((who) => [
        names[who] ?? who,
        formatSpread(served(who)),
        formatSpread(served(who, ({ smallMs }) => smallMs ?? Number.NaN)),
      ]),
    ),
  ].join('\n\n');
}

/** The targets, and what to make of the tables. */
export function formatFindings(outcome: Outcome): string {
  return [
    'Metas',
    formatTarget({
      text: 'a conta em Node, 2 threads contra 1',
      value: speedUp(outcome, 'Node', 2),
      limit: 'least',
      bound: 1.9,
    }),
    '',
    'Como ler',
    '  Python conta dez vezes menos números, porque leva dezenas de vezes mais por número; o que se compara',
    '  é quanto a segunda thread ajuda. Com a GIL, quase nada (e as builds free-threaded não foram medidas).',
    '  O pedido pequeno chega depois dos grandes: é ele que mostra quem deixa os outros esperando.',
  ].join('\n');
}
