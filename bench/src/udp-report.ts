import { formatNumber, formatSpread } from './numbers.ts';
import { pairedRatio, type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { contestants, type Measurement, type Outcome, type Plan } from './udp-run.ts';
import { formatUnsteady } from './unsteady.ts';

type Language = Measurement['language'];
type Quantity = 'roundTripsPerSecond' | 'p50' | 'p99';

/** What was measured of a server under a load, round by round. */
export function valuesOf(
  { measurements }: Outcome,
  language: Language,
  outstanding: number,
  quantity: Quantity,
): number[] {
  return measurements
    .filter((each) => each.language === language && each.outstanding === outstanding)
    .map((each) => each[quantity]);
}

/** Our share of Python's round trips a second, round by round; undefined without Python. */
export function ratioToPython(outcome: Outcome, outstanding: number): Spread | undefined {
  const theirs = valuesOf(outcome, 'Python', outstanding, 'roundTripsPerSecond');
  if (theirs.length === 0) return undefined;
  return pairedRatio(valuesOf(outcome, 'TypeScript', outstanding, 'roundTripsPerSecond'), theirs);
}

/** A table for each load, with the ratio, for people. */
export function formatTables(plan: Plan, outcome: Outcome): string {
  return plan.outstanding
    .map((outstanding) => {
      const load =
        outstanding === 1 ? 'uma pergunta por vez' : `${outstanding} perguntas a caminho por vez`;
      const rows = contestants.map(({ language }) => [
        language,
        formatSpread(spread(valuesOf(outcome, language, outstanding, 'roundTripsPerSecond'))),
        formatSpread(spread(valuesOf(outcome, language, outstanding, 'p50')), 3),
        formatSpread(spread(valuesOf(outcome, language, outstanding, 'p99')), 3),
      ]);
      const ratio = ratioToPython(outcome, outstanding);
      return [
        `Um cliente, ${load}, ${formatNumber(plan.requests(outstanding))} idas e voltas por medida`,
        formatTable(['servidor', 'idas e voltas/s', 'p50 (ms)', 'p99 (ms)'], rows),
        ratio
          ? `TypeScript ÷ Python, rodada a rodada: ${formatSpread(ratio, 2)}`
          : 'Python não medido: não encontrei Python 3.10 ou mais novo.',
      ].join('\n');
    })
    .join('\n\n');
}

/** What limits what the tables show. There is no target: this bench is for seeing. */
export function formatFindings(outcome: Outcome): string {
  const { measurements } = outcome;
  const busy = measurements.filter(({ loadBusy }) => loadBusy >= 0.9).length;
  const cells = new Map<string, number[]>();
  for (const { language, outstanding, roundTripsPerSecond } of measurements) {
    const cell = `${language} ${outstanding}`;
    cells.set(cell, [...(cells.get(cell) ?? []), roundTripsPerSecond]);
  }
  return [
    'Como ler',
    '  Os dois servidores fazem o mesmo, e também escrevem cada mensagem em um arquivo.',
    '  Uma por vez mede a demora; muitas a caminho medem quanto o servidor aguenta.',
    ...(busy === 0
      ? []
      : [
          `  Em ${busy} de ${measurements.length} medidas o cliente, que é em Node, ocupou um núcleo quase inteiro: ali ele também limita.`,
        ]),
    ...formatUnsteady([...cells.values()].map(spread)),
  ].join('\n');
}

/** Which measurements had wrong answers or none, a line each. */
export function listFaults({ measurements }: Outcome): string[] {
  return measurements
    .filter(({ wrong, lost }) => wrong > 0 || lost > 0)
    .map(
      ({ language, outstanding, round, wrong, lost }) =>
        `${language}, ${outstanding} por vez, rodada ${round + 1}: ${wrong} respostas erradas, ${lost} datagramas perdidos`,
    );
}
