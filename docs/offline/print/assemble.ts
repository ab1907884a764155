/**
 * Runs in the browser that prints: puts the pages of the built site together into one document, and writes page numbers
 * into it once it is known where everything stands.
 */
import type { BookPart } from './book.ts';
import { readChapter } from './chapter.ts';
import { writeContents } from './contents.ts';
import { openFolds } from './folds.ts';
import { make } from './ids.ts';
import { noteLinks } from './links.ts';

export interface BookRequest {
  readonly parts: readonly BookPart[];
  /** Lines of the cover, below the title. */
  readonly cover: readonly string[];
  /** The drawing on the cover. */
  readonly drawing: string;
  /** Where the site is, for links out of the book: `https://x.y/tomada`, or words. */
  readonly home: string;
}

async function assemble({ parts, cover, drawing, home }: BookRequest): Promise<void> {
  const book = make('main', 'book');
  document.body.append(book);
  const answers = make('article', 'vp-doc chapter level-1 answers');
  let count = 0;
  for (const { title, pages } of parts) {
    for (const [index, { path, level }] of pages.entries()) {
      const chapter = await readChapter(path, level);
      if (index === 0 && parts.length > 1) {
        const heading = make('p', 'part-title', title);
        heading.id = `part-${path.slice(1).replaceAll('/', '-')}`;
        chapter.prepend(heading);
      }
      const own = openFolds(chapter, () => ++count);
      if (own.length > 0) {
        const group = make(
          'section',
          '',
          make('h2', '', chapter.querySelector('.chapter-title')?.textContent ?? ''),
        );
        group.dataset.path = path;
        group.append(...own);
        answers.append(group);
      }
      book.append(chapter);
    }
  }
  if (count > 0) {
    const title = make('h1', 'chapter-title', 'Respostas');
    title.id = 'respostas';
    answers.prepend(title);
    book.append(answers);
  }
  for (const chapter of book.querySelectorAll<HTMLElement>('.chapter')) noteLinks(chapter, home);
  const socket = make('div', 'cover-drawing');
  socket.innerHTML = drawing;
  const front = make('section', 'cover', socket, make('p', 'cover-title', 'Tomada'));
  front.append(...cover.map((line) => make('p', 'cover-line', line)));
  book.prepend(front, writeContents(book));
}

/** @param pages the page of each place, by its id */
function fillPageNumbers(pages: Readonly<Record<string, number>>): void {
  for (const element of document.querySelectorAll<HTMLElement>('.page-of')) {
    const page = pages[element.dataset.pageOf ?? ''];
    if (page === undefined) throw new Error(`nobody knows the page of ${element.dataset.pageOf}`);
    element.textContent = String(page);
  }
}

Object.assign(globalThis, { assemble, fillPageNumbers });
