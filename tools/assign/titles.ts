import { type Lesson, lessons } from '../../docs/.vitepress/lessons.ts';

/** The slugs of all lessons, in the order of the site. */
export const knownSlugs: readonly string[] = lessons.map(({ link }) => slugOf(link));

export function titleOf(slug: string): string {
  return lessonOf(slug).title;
}

/** `Servidor TCP, UDP e Exercícios`. */
export function titlesOf(slugs: readonly string[]): string {
  return inWords(slugs.map(titleOf));
}

/** The programs of a lesson that have a page of their own, in the order of the site: `oracle`, `primes`… */
export function partsOf(slug: string): readonly string[] {
  return lessonOf(slug).parts.map(({ link }) => slugOf(link));
}

/** `a, b e c`. */
export function inWords(items: readonly string[]): string {
  const [last = ''] = items.slice(-1);
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} e ${last}`;
}

function lessonOf(slug: string): Lesson {
  const lesson = lessons.find(({ link }) => link === `/licoes/${slug}`);
  if (lesson === undefined) throw new Error(`${slug} is no lesson`);
  return lesson;
}

function slugOf(link: string): string {
  return link.replace(/^.*\//, '');
}
