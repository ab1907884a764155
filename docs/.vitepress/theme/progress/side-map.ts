import { readProgress } from './store.ts';

/**
 * Writes beside each link of the side map how much of its page is done: «✓», or «2 de 4».
 *
 * @param toPath gives the path of a link without the base
 */
export function markSideMap(page: Document, toPath: (link: HTMLAnchorElement) => string): void {
  const { pages } = readProgress();
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.VPSidebar a.link')) {
    const { all = [], done = [] } = pages[toPath(link)] ?? {};
    if (done.length === 0) link.removeAttribute('data-done');
    else if (done.length >= all.length) link.dataset.done = '✓';
    else link.dataset.done = `${done.length} de ${all.length}`;
  }
}
