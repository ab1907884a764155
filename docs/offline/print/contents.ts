import { make, pageNumberOf } from './ids.ts';

/** The table of contents of what the book holds: parts, chapters, their sections. */
export function writeContents(book: HTMLElement): HTMLElement {
  const list = make('ol', 'contents-list');
  for (const heading of book.querySelectorAll<HTMLElement>('.part-title, .chapter-title, h2[id]')) {
    const isSection = !heading.matches('.part-title, .chapter-title');
    // The sections of a lesson's other programs would fill pages.
    if (isSection && heading.closest('.level-2, .answers')) continue;
    const kind = heading.matches('.part-title')
      ? 'part'
      : isSection
        ? 'section'
        : heading.closest('.level-2')
          ? 'program'
          : 'chapter';
    const link = document.createElement('a');
    link.href = `#${heading.id}`;
    link.append((heading.textContent ?? '').trim());
    list.append(
      make('li', `contents-${kind}`, link, make('span', 'leader'), pageNumberOf(heading.id)),
    );
  }
  const title = make('h1', '', 'Conteúdo');
  title.id = 'conteudo';
  return make('nav', 'contents', title, list);
}
