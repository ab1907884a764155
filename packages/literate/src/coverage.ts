import type { Lesson } from './lesson.ts';
import type { Problem } from './problem.ts';
import type { Source } from './regions.ts';

/**
 * Checks that every line of the lesson's src/ and python/ is shown exactly once as a step or left out with a reason,
 * and that each file is shown whole once. Blank lines between regions and markers need not be shown.
 */
export function checkCoverage(lesson: Lesson, report: (problem: Problem) => void): void {
  const uses = usesOfRegions(lesson);
  for (const [path, source] of lesson.sources) {
    for (const { name, first } of source.regions.values()) {
      const places = uses.get(`${path}#${name}`) ?? [];
      const [place, again] = places;
      if (place === undefined) {
        report({
          file: source.file,
          line: first - 1,
          message: `nenhuma página mostra a região «${name}»`,
          remedy: `Mostre-a na página da lição (<<< start N ${path}#${name}) ou diga por que não: <<< left-out ${path}#${name}: motivo`,
        });
      } else if (again !== undefined) {
        report({
          ...again,
          message: `a região «${name}» de ${path} já foi mostrada em ${place.file}:${place.line}`,
          remedy:
            'Mostre cada linha uma vez só como passo; para citar de novo, escreva em palavras.',
        });
      }
    }
    reportLinesOutside(source, path, report);
    const wholes = lesson.directives.filter((each) => each.kind === 'whole' && each.path === path);
    if (wholes.length !== 1) {
      report({
        file: wholes[1]?.page ?? lesson.pages[0] ?? source.file,
        line: wholes[1]?.line ?? 1,
        message: `o arquivo inteiro ${path} aparece ${wholes.length} vezes na lição`,
        remedy: `Mostre-o uma vez, no fim: <<< whole ${path}`,
      });
    }
  }
}

type Place = Pick<Problem, 'file' | 'line'>;

function usesOfRegions(lesson: Lesson): Map<string, Place[]> {
  const uses = new Map<string, Place[]>();
  const note = (key: string, place: Place) => uses.set(key, [...(uses.get(key) ?? []), place]);
  for (const { steps, peer } of lesson.programs) {
    for (const { shown, peer: twin } of steps.flatMap(({ pieces }) => pieces)) {
      const place = { file: shown.page, line: shown.line };
      note(`${shown.path}#${shown.region}`, place);
      if (twin && peer)
        note(`${peer.file.replace(/^lessons\/[^/]+\//, '')}#${shown.region}`, place);
    }
  }
  // A module that a program imports has no steps of its own: its pieces are shown beside the program's.
  const ofPrograms = new Set(lesson.programs.flatMap(({ source, peer }) => [source, peer]));
  for (const each of lesson.directives) {
    const source = each.kind === 'show' ? lesson.sources.get(each.path) : undefined;
    const isModulePiece = source !== undefined && !ofPrograms.has(source);
    if (each.kind !== 'left-out' && !(each.kind === 'show' && isModulePiece)) continue;
    note(`${each.path}#${each.region}`, { file: each.page, line: each.line });
  }
  return uses;
}

/** Reports each run of lines that stand in no region; blank lines and markers may. */
function reportLinesOutside(
  source: Source,
  path: string,
  report: (problem: Problem) => void,
): void {
  const inside = new Set<number>();
  for (const { first, last } of source.regions.values()) {
    for (let line = first; line <= last; line++) inside.add(line);
  }
  let reported = false;
  source.lines.forEach((content, index) => {
    const line = index + 1;
    const outside = content.trim() !== '' && !inside.has(line) && !source.markers.has(line);
    if (outside && !reported) {
      report({
        file: source.file,
        line,
        message: `esta linha não está em nenhuma região, e por isso nenhuma página a mostra: «${content.trim()}»`,
        remedy: `Ponha-a entre «region» e «endregion» e mostre essa região na página (<<< start N ${path}#nome).`,
      });
    }
    reported = outside || (reported && content.trim() === '');
  });
}
