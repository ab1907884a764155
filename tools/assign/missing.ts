import type { Handout } from './handout.ts';
import { inWords, knownSlugs } from './titles.ts';

/** Lessons that a page runs programs of and that are not handed out. */
export function missingLessons(text: string, lessons: readonly string[]): readonly string[] {
  const used = [...text.matchAll(/\blessons?[-/]([a-z]+(?:-[a-z]+)*)/g)].map(([, slug]) => slug);
  return knownSlugs.filter((slug) => used.includes(slug) && !lessons.includes(slug));
}

/** Lines for the top of a page: what it speaks of and this folder does not hold; none where nothing is missing. */
export function missingHere(text: string, { lessons, withSolutions }: Handout): readonly string[] {
  const others = missingLessons(text, lessons).map((slug) => `a lição \`${slug}\``);
  const parts = [
    ...others,
    ...(/\blesson-[a-z-]+ step\b/.test(text) ? ['o comando `step`'] : []),
    ...(/\blesson-[a-z-]+ test\b/.test(text) ? ['os testes (`test`)'] : []),
    ...(!withSolutions && text.includes('--solution') ? ['as nossas soluções (`--solution`)'] : []),
    ...(/^\$ .*lesson-exercises.* faults\//m.test(text)
      ? ['os programas errados de `faults/`']
      : []),
  ];
  if (parts.length === 0) return [];
  return [
    '',
    `> Esta página fala do que não está nesta pasta: ${inWords(parts)}. O que se vê com isso está escrito aqui; para rodar, é preciso a Tomada inteira.`,
  ];
}
