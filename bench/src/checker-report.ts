import { type Language, languages, type Outcome } from './checker-run.ts';
import { formatSpread } from './numbers.ts';
import { type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { formatTarget } from './targets.ts';

/** s that a learner waits at most for one exercise, and for all of them. */
const ONE = 5;
const ALL = 30;

/** s of one exercise in one language, round by round. */
function times({ measurements }: Outcome, exercise: string, language: Language): number[] {
  return measurements
    .filter((each) => each.exercise === exercise && each.language === language)
    .map(({ seconds }) => seconds);
}

/** s of all the exercises in one language, round by round. */
export function sums({ measurements }: Outcome, language: Language): number[] {
  const totals = new Map<number, number>();
  for (const { round, seconds, language: each } of measurements) {
    if (each === language) totals.set(round, (totals.get(round) ?? 0) + seconds);
  }
  return [...totals.values()];
}

function exercisesOf({ measurements }: Outcome): string[] {
  return [...new Set(measurements.map(({ exercise }) => exercise))].sort();
}

/** The slowest exercise, by its median. */
export function slowest(outcome: Outcome, language: Language) {
  const all = exercisesOf(outcome).map((exercise) => {
    return { exercise, value: spread(times(outcome, exercise, language)) };
  });
  return all.reduce((worst, each) => (each.value.median > worst.value.median ? each : worst));
}

/** A row for each exercise, and one for all, for people. */
export function formatTables(outcome: Outcome): string {
  const cells = (find: (language: Language) => number[]) =>
    languages.map((language) => formatSpread(spread(find(language)), 2));
  const rows = exercisesOf(outcome).map((exercise) => [
    exercise,
    ...cells((language) => times(outcome, exercise, language)),
  ]);
  const total = ['todos', ...cells((language) => sums(outcome, language))];
  const head = ['exercício', ...languages.map((language) => `${language} (s)`)];
  return `Servidor e cliente julgados, um depois do outro\n${formatTable(head, [...rows, total])}`;
}

/** Whether nobody waits too long. */
export function formatFindings(outcome: Outcome): string {
  const about = (text: string, value: Spread, bound: number) =>
    formatTarget({ text, value, limit: 'most', bound, unit: 's' });
  return [
    'Metas',
    ...languages.flatMap((language) => {
      const { exercise, value } = slowest(outcome, language);
      return [
        about(`o exercício mais demorado (${exercise}), ${language}`, value, ONE),
        about(`todos os exercícios, ${language}`, spread(sums(outcome, language)), ALL),
      ];
    }),
  ].join('\n');
}

/** Solutions that lost points, a line each. */
export function listFaults({ measurements }: Outcome): string[] {
  return measurements
    .filter(({ earned, points }) => earned < points)
    .map(
      ({ exercise, language, round, earned, points }) =>
        `${exercise}, ${language}, rodada ${round + 1}: ${earned} de ${points} pontos`,
    );
}
