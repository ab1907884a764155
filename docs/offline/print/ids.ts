/** The id, in the book, of a page: `/licoes/udp` → `licoes-udp`. */
export function idOfPage(path: string): string {
  return path.replace(/^\//, '').replaceAll('/', '-');
}

/** The id, in the book, of a place on a page: every page has its own `passo-1`. */
export function idOfPlace(path: string, id: string): string {
  return id === '' ? idOfPage(path) : `${idOfPage(path)}--${id}`;
}

/** An element with a class and what is in it. */
export function make(tag: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...content);
  return element;
}

/** Where the number of the page is written once it is known on which one a place stands. */
export function pageNumberOf(id: string): HTMLElement {
  const number = make('span', 'page-of');
  number.dataset.pageOf = id;
  return number;
}
