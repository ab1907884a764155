import { idOfPage, idOfPlace, make } from './ids.ts';

/** What only works on a screen. */
const SCREEN_ONLY = [
  'button',
  'input',
  'select',
  '.quiz-judge',
  '.header-anchor',
  '.piece-bar',
  '.piece-far',
  '.piece-legend',
  '.byte-view-controls',
  '.lang',
  '.visually-hidden',
].join(', ');

/** Lines that are moved to the next page rather than cut in two; more would leave too much paper empty. */
const MOST_UNBROKEN = 16;

/** A page of the built site as a chapter: its text alone, with ids of its own and the true line numbers in the code. */
export async function readChapter(path: string, level: 1 | 2): Promise<HTMLElement> {
  const response = await fetch(`${path}.html`);
  if (!response.ok) throw new Error(`the built site has no page ${path}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const text = page.querySelector('.vp-doc > div');
  if (text === null) throw new Error(`${path} has no text`);
  const chapter = make('article', `vp-doc chapter level-${level}`);
  chapter.dataset.path = path;
  chapter.append(...document.importNode(text, true).childNodes);
  showOneLanguage(chapter);
  // A box to mark with a pencil.
  for (const choice of chapter.querySelectorAll('.quiz-choice')) choice.prepend('☐ ');
  for (const element of chapter.querySelectorAll(SCREEN_ONLY)) element.remove();
  for (const block of chapter.querySelectorAll('pre.shiki')) numberLines(block);
  for (const block of chapter.querySelectorAll('.piece, .terminal')) {
    if (linesIn(block) <= MOST_UNBROKEN) block.classList.add('unbroken');
  }
  for (const element of chapter.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
  renameIds(chapter, path);
  if (level === 2) lowerHeadings(chapter);
  const title = chapter.querySelector('h1, h2');
  if (title === null) throw new Error(`${path} has no title`);
  title.id = idOfPage(path);
  title.classList.add('chapter-title');
  return chapter;
}

/** A piece shows what its tab would: TypeScript where there are both. */
function showOneLanguage(chapter: HTMLElement): void {
  for (const piece of chapter.querySelectorAll('.piece')) {
    if (piece.querySelector('.piece-view.piece-ts') === null) continue;
    for (const element of piece.querySelectorAll('.piece-py')) element.remove();
  }
}

/** Puts each line beside its number: one that is too long for the paper goes on below, and the numbers stay right. */
function numberLines(block: Element): void {
  const wrapper = block.parentElement?.querySelector('.line-numbers-wrapper');
  const code = block.querySelector('code');
  if (!wrapper || code === null) return;
  const numbers = (wrapper.textContent ?? '').split('\n');
  const rows = [...code.querySelectorAll('.line')].map((line, index) => {
    const number = make('span', 'row-number', numbers[index] ?? '');
    return make('span', 'row', number, line);
  });
  code.replaceChildren(...rows);
  wrapper.remove();
}

function linesIn(block: Element): number {
  const rows = block.querySelectorAll('.row').length;
  return rows > 0 ? rows : (block.textContent ?? '').split('\n').length;
}

/** Ids, and what points to them within a drawing or a table; links are a matter of their own. */
function renameIds(chapter: HTMLElement, path: string): void {
  const renamed = new Map<string, string>();
  for (const element of chapter.querySelectorAll('[id]')) {
    renamed.set(element.id, idOfPlace(path, element.id));
    element.id = idOfPlace(path, element.id);
  }
  for (const element of chapter.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name === 'id' || name === 'href') continue;
      const changed = /^(?:aria-|headers|for$)/.test(name)
        ? value.replace(/[\w-]+/g, (word) => renamed.get(word) ?? word)
        : value.replace(/url\(#([\w-]+)\)/g, (whole, id: string) => {
            const other = renamed.get(id);
            return other === undefined ? whole : `url(#${other})`;
          });
      if (changed !== value) element.setAttribute(name, changed);
    }
  }
}

/** A program of a lesson stands below the lesson in the outline. */
function lowerHeadings(chapter: HTMLElement): void {
  for (const level of [4, 3, 2, 1]) {
    for (const heading of chapter.querySelectorAll(`h${level}`)) {
      const lower = make(`h${level + 1}`, heading.className, ...heading.childNodes);
      lower.id = heading.id;
      heading.replaceWith(lower);
    }
  }
}
