import { idOfPage, idOfPlace, make, pageNumberOf } from './ids.ts';

/**
 * Makes a chapter's links useful on paper: those within the book say the page, all others become numbered notes.
 *
 * @param chapter its notes are put at its end
 * @param home where the site is, for what the book does not hold
 */
export function noteLinks(chapter: HTMLElement, home: string): void {
  const notes: string[] = [];
  for (const link of chapter.querySelectorAll('a[href]')) {
    if (link.closest('.way')) continue;
    const inText = link.closest('figcaption, h1, h2, h3, h4, h5, svg') === null;
    const path = link.closest<HTMLElement>('[data-path]')?.dataset.path ?? '';
    const url = new URL(link.getAttribute('href') ?? '', `http://site${path}`);
    const target = url.host === 'site' ? placeInBook(url) : undefined;
    if (target !== undefined) {
      link.setAttribute('href', `#${target}`);
      link.removeAttribute('target');
      if (inText) link.after(make('span', 'see', ' (p. ', pageNumberOf(target), ')'));
      continue;
    }
    const address = url.host === 'site' ? `${home}${url.pathname}${url.hash}` : url.href;
    // Words instead of an address: there is nothing to click.
    if (URL.canParse(address)) link.setAttribute('href', address);
    else link.removeAttribute('href');
    // An address that stands there in full needs no note.
    if (!inText || link.textContent?.trim() === address) continue;
    if (!notes.includes(address)) notes.push(address);
    link.after(make('sup', 'note-number', String(notes.indexOf(address) + 1)));
  }
  if (notes.length === 0) return;
  const list = make('ol', '', ...notes.map((address) => make('li', '', address)));
  chapter.append(make('aside', 'notes', make('p', 'notes-title', 'Notas'), list));
}

/** The id of what a link of the site leads to; undefined when the book does not hold that page. */
function placeInBook(url: URL): string | undefined {
  const path = url.pathname.replace(/\.html$/, '');
  if (document.getElementById(idOfPage(path)) === null) return undefined;
  const id = idOfPlace(path, decodeURIComponent(url.hash.slice(1)));
  return document.getElementById(id) === null ? idOfPage(path) : id;
}
