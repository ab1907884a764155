import type { CheckResult, Judgement } from '../judgement.ts';
import type { Paint } from './paint.ts';

const SIDES = { server: 'servidor', client: 'cliente' } as const;

/** The line above the checks of a program. */
export function formatHeading(
  { title, side, target }: Pick<Judgement, 'title' | 'side' | 'target'>,
  paint: Paint,
): string {
  return `${paint('bold', `${title}, ${SIDES[side]}`)}: ${target}`;
}

/** One check: a line when it passed; else also what was found, how to have it again, and a hint. */
export function formatResult(result: CheckResult, paint: Paint): string {
  const { name, passed, points, earned, badge, failure, hint, log } = result;
  const worth = badge === undefined ? `${earned}/${points}` : passed ? 'medalha' : 'sem medalha';
  const sign = passed ? '✓' : badge === undefined ? '✗' : '·';
  const line = `${sign} ${name} (${worth})`;
  if (passed) return paint('green', line);
  const lines = [
    failure?.message ?? '',
    ...(failure?.details ?? []),
    ...(log.length > 0 ? ['Para repetir à mão:', ...log.map((each) => `  ${each}`)] : []),
  ];
  const tail = hint === undefined ? [] : [`    ${paint('cyan', `Dica: ${hint}`)}`];
  return [
    paint(badge === undefined ? 'red' : 'dim', line),
    ...lines.map((each) => `    ${each}`.trimEnd()),
    ...tail,
  ].join('\n');
}

/** The line below the checks. */
export function formatTotal({ earned, points, passed, badges }: Judgement, paint: Paint): string {
  const total = `Total: ${earned} de ${points} pontos`;
  const won = badges.map((badge) => `\nMedalha: ${badge}`).join('');
  return `${paint(passed ? ['bold', 'green'] : 'bold', total)}${won}`;
}
