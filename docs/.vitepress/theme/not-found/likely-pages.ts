import type { DefaultTheme } from 'vitepress';

export interface LikelyPage {
  readonly text: string;
  readonly link: string;
}

/** What helps whoever is lost, where nothing of the address is known. */
const ANYWAY = ['/comece-aqui', '/erros', '/referencia/glossario', '/para-quem'];

/**
 * The pages that somebody may have meant with an address that does not exist: those whose address or title share most of its
 * words, with room for wrong letters; the usual ones where none does.
 *
 * @param path what was asked for, from the site's home
 * @param sidebar the site's map
 */
export function likelyPages(
  path: string,
  sidebar: readonly DefaultTheme.SidebarItem[],
): readonly LikelyPage[] {
  const wanted = wordsOf(path);
  const pages = pagesOf(sidebar);
  const scored = pages
    .map((page) => ({ page, score: scoreOf(wanted, wordsOf(`${page.link} ${page.text}`)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ page }) => page);
  return scored.length > 0 ? scored : pages.filter(({ link }) => ANYWAY.includes(link));
}

function pagesOf(items: readonly DefaultTheme.SidebarItem[], above = ''): readonly LikelyPage[] {
  return items.flatMap(({ text = '', link, items: below = [] }) => {
    const named = above === '' ? text : `${above}: ${text}`;
    return [
      ...(link === undefined ? [] : [{ text: named, link }]),
      ...pagesOf(below, link === undefined ? '' : named),
    ];
  });
}

/** Words without accents and endings of files; the folder of nearly every page says nothing. */
function wordsOf(text: string): readonly string[] {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // An address with half an escape: as it stands.
  }
  const words = plain
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]{2,}/g);
  return [...new Set(words ?? [])].filter((word) => !/^(?:html|md|licoes|de|da|do)$/.test(word));
}

function scoreOf(wanted: readonly string[], present: readonly string[]): number {
  const points = wanted.map((word) => {
    if (present.includes(word)) return 3;
    return present.some((each) => isNear(word, each)) ? 2 : 0;
  });
  // Of two pages that fit as well, the one that is about less else.
  return points.reduce<number>((sum, each) => sum + each, 0) / (1 + present.length / 20);
}

/** One word begins the other, or a letter is too many, too few or wrong. */
function isNear(a: string, b: string): boolean {
  if (a.length < 3 || b.length < 3) return false;
  if (a.startsWith(b) || b.startsWith(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const shorter = Math.min(a.length, b.length);
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
