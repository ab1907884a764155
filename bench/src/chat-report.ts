import { contestants, type Measurement, type Outcome, type Plan } from './chat-run.ts';
import { formatSpread } from './numbers.ts';
import { spread } from './stats.ts';
import { formatTable } from './table.ts';

/** Whom the page names. */
export const names: Readonly<Record<string, string>> = { TypeScript: 'Node', Python: 'Python' };

const valuesOf = (
  { measurements }: Outcome,
  language: string,
  people: number,
  value: (each: Measurement) => number,
): number[] =>
  measurements
    .filter((each) => each.language === language && each.people === people)
    .map((each) => value(each));

/** A table for each size of the room. */
export function formatTables(plan: Plan, outcome: Outcome): string {
  return plan.people
    .map((people) => {
      const rows = contestants.map(({ language }) => {
        const of = (value: (each: Measurement) => number) =>
          spread(valuesOf(outcome, language, people, value));
        return [
          language,
          formatSpread(of(({ deliveredPerSecond }) => deliveredPerSecond)),
          formatSpread(
            of(({ p99 }) => p99),
            1,
          ),
          formatSpread(of(({ bytesPerPerson }) => (bytesPerPerson ?? Number.NaN) / 1024)),
        ];
      });
      return [
        `${people} pessoas, ${plan.lines(people)} linhas ditas por medida`,
        formatTable(['sala', 'entregas/s', 'p99 (ms)', 'memória por pessoa (KiB)'], rows),
      ].join('\n');
    })
    .join('\n\n');
}

/** What limits what the tables show. There is no target: this bench is for seeing. */
export function formatFindings({ measurements }: Outcome): string {
  const busy = measurements.filter(({ loadBusy }) => loadBusy >= 0.9).length;
  return [
    'Como ler',
    '  Cinco pessoas falam; cada linha vai a todas as outras. Uma entrega é uma linha que chegou a uma pessoa.',
    '  A memória é a que o processo da sala ganhou enquanto elas entravam: com poucas, conta quase só o acaso.',
    ...(busy === 0
      ? []
      : [
          `  Em ${busy} de ${measurements.length} medidas quem faz o papel das pessoas, um processo só, ocupou um núcleo quase inteiro: ali ele também limita.`,
        ]),
  ].join('\n');
}

/** Which measurements had lines that did not come, a line each. */
export function listFaults({ measurements }: Outcome): string[] {
  return measurements
    .filter(({ delivered, expected }) => delivered !== expected)
    .map(
      ({ language, people, round, delivered, expected }) =>
        `${language}, ${people} pessoas, rodada ${round + 1}: ${delivered} entregas em vez de ${expected}`,
    );
}
