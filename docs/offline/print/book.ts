import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { lessons } from '../../.vitepress/lessons.ts';
import { sidebar } from '../../.vitepress/navigation.ts';
import { dist } from '../built-site.ts';

/** A page of the site in the book. */
export interface BookPage {
  /** `/licoes/udp` */
  readonly path: string;
  /** How deep it stands in the contents: a lesson 1, its other programs 2. */
  readonly level: 1 | 2;
}

export interface BookPart {
  readonly title: string;
  readonly pages: readonly BookPage[];
}

/** What is for looking something up on a screen, for choosing a way through the site, or for those who teach. */
const LEFT = [
  '/para-quem',
  '/progresso',
  '/referencia/chamadas',
  '/referencia/opcoes',
  '/para-professores',
  '/para-professores/corrigir',
  '/resistencia',
];

/** The words that name lessons: `tcp-server`, `udp`… */
export const knownLessons: readonly string[] = lessons.map(({ link }) => slugOf(link));

/**
 * What is printed, in the order of the site.
 *
 * @param chosen lessons by name: they alone; none: everything that is for paper
 */
export function bookParts(chosen: readonly string[], withSolutions: boolean): readonly BookPart[] {
  const isChosen = ({ path }: BookPage) =>
    chosen.length === 0 || chosen.includes(/^\/licoes\/([\w-]+)/.exec(path)?.[1] ?? '');
  const parts = sidebar.map(({ text = '', items = [] }) => ({
    title: text,
    pages: pagesOf(items)
      .filter(({ path }) => !LEFT.includes(path))
      .filter(isChosen),
  }));
  const solutions = parts
    .flatMap(({ pages }) => pages)
    .map(({ path }): BookPage => ({ path: `${path}/solution`, level: 1 }))
    .filter(({ path }) => withSolutions && existsSync(join(dist, `${path}.html`)));
  return [...parts, { title: 'Soluções', pages: solutions }].filter(
    ({ pages }) => pages.length > 0,
  );
}

function pagesOf(
  items: readonly DefaultTheme.SidebarItem[],
  level: 1 | 2 = 1,
): readonly BookPage[] {
  return items.flatMap(({ link, items: below = [] }) => [
    ...(link === undefined ? [] : [{ path: link, level }]),
    ...pagesOf(below, 2),
  ]);
}

function slugOf(link: string): string {
  return link.replace('/licoes/', '');
}
