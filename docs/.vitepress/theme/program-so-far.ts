import { numbersOf } from './numbers-of.ts';

/**
 * «O programa até aqui»: once a reader asks for it, it is put together from lines that the site shows already, in the
 * pieces above and in the whole file. Written into every piece, it would make a page as long as the square of its steps.
 */
export function showProgramSoFar(page: Document): void {
  page.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('.piece-pick-far')) return;
    const piece = target.closest('.piece');
    for (const view of piece?.querySelectorAll<HTMLElement>('.piece-far:empty') ?? []) {
      void fill(view, piece);
    }
  });
}

/** A line of the program so far: its number in the file and whether this step brought it; a gap has neither. */
type Wanted = { readonly number: number; readonly isNew: boolean } | 'gap';

async function fill(view: HTMLElement, piece: Element | null): Promise<void> {
  const { file = '', lines = '' } = view.dataset;
  const wanted = readLines(lines);
  const missing = (known: ReadonlyMap<number, Element>) =>
    wanted.some((line) => line !== 'gap' && !known.has(line.number));
  let known = linesOf(document, file);
  // A program told on several pages: the one that has the whole file knows the rest.
  const language = view.classList.contains('piece-py') ? 'py' : 'ts';
  const whole = piece?.querySelector<HTMLAnchorElement>(
    `.piece-file a:is(.piece-${language}, .piece-own)`,
  );
  if (missing(known) && whole) {
    const there = await fetchPage(whole.href);
    if (there) known = new Map([...linesOf(there, file), ...known]);
  }
  if (view.childElementCount > 0) return; // filled while we waited
  if (missing(known)) view.replaceChildren(sorry(whole?.href));
  else view.replaceChildren(blockOf(view, wanted, known));
}

function readLines(text: string): readonly Wanted[] {
  return text.split(' ').flatMap((word): Wanted[] => {
    if (word === '_') return ['gap'];
    const isNew = word.startsWith('+');
    const [first = 0, last = first] = word
      .slice(isNew ? 1 : 0)
      .split('-')
      .map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => ({
      number: first + index,
      isNew,
    }));
  });
}

/** The lines of a file that a page shows, by their numbers. */
function linesOf(page: Document, file: string): ReadonlyMap<number, Element> {
  const known = new Map<number, Element>();
  for (const view of page.querySelectorAll(`.piece-step[data-file="${CSS.escape(file)}"]`)) {
    const lines = view.querySelectorAll('pre .line');
    for (const [index, number] of numbersOf(view).entries()) {
      const line = lines[index];
      if (line) known.set(Number(number), line);
    }
  }
  return known;
}

async function fetchPage(address: string): Promise<Document | undefined> {
  try {
    const response = await fetch(address);
    return response.ok
      ? new DOMParser().parseFromString(await response.text(), 'text/html')
      : undefined;
  } catch {
    return undefined;
  }
}

/** A block of code like that of this step, with other lines. */
function blockOf(
  view: HTMLElement,
  wanted: readonly Wanted[],
  known: ReadonlyMap<number, Element>,
): Node {
  const own = view.previousElementSibling?.firstElementChild;
  const block = own?.cloneNode(true);
  const code = block instanceof Element ? block.querySelector('code') : null;
  const numbers = block instanceof Element ? block.querySelector('.line-numbers-wrapper') : null;
  if (!block || !code || !numbers) throw new Error('a piece of a program without its code');
  code.replaceChildren(
    ...wanted.flatMap((line, index) => [
      ...(index === 0 ? [] : ['\n']),
      line === 'gap' ? emptyLine() : copyOf(known.get(line.number), line.isNew),
    ]),
  );
  numbers.textContent = wanted
    .map((line) => (line === 'gap' ? '' : `${line.isNew ? '+' : ''}${line.number}`))
    .join('\n');
  return block;
}

function emptyLine(): Element {
  const line = document.createElement('span');
  line.className = 'line';
  return line;
}

function copyOf(line: Element | undefined, isNew: boolean): Element {
  const copy = line?.cloneNode(true);
  if (!(copy instanceof Element)) return emptyLine();
  copy.classList.toggle('highlighted', isNew);
  return document.importNode(copy, true);
}

function sorry(address: string | undefined): Element {
  const text = document.createElement('p');
  text.className = 'piece-sorry';
  text.append('Faltam linhas que estão em outra página, e ela não abriu. ');
  const link = document.createElement('a');
  if (address !== undefined) link.href = address;
  link.textContent = 'Veja o arquivo inteiro.';
  text.append(link);
  return text;
}
