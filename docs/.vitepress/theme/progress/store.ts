/** Where it is kept: on the reader's own device, and nowhere else. */
const KEY = 'tomada-progress';
const VERSION = 1;

/** What a page has to be done (steps and questions, by their ids), and which of it is. */
export interface PageProgress {
  readonly all: readonly string[];
  readonly done: readonly string[];
}

export interface Progress {
  readonly version: typeof VERSION;
  /** By the page's path without the base, such as `/licoes/udp`. */
  readonly pages: Readonly<Record<string, PageProgress>>;
  /** The lesson page that was open last. */
  readonly last?: { readonly path: string; readonly title: string };
}

const nothing: Progress = { version: VERSION, pages: {} };

/** All there is where a browser refuses storage: it lasts as long as the visit. */
let known: Progress | undefined;

export function readProgress(): Progress {
  if (known) return known;
  let text: string | null = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    // `known` serves until the page is left.
  }
  known = (text === null ? undefined : parseProgress(text)) ?? nothing;
  return known;
}

function write(progress: Progress): void {
  known = progress;
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // As above.
  }
  document.dispatchEvent(new Event('tomada-progress'));
}

// Another tab wrote: what this one knows is old.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    known = undefined;
    document.dispatchEvent(new Event('tomada-progress'));
  });
}

/** Notes what a page has, and that it was read last. What is no longer on the page is forgotten. */
export function openPage(path: string, title: string, all: readonly string[]): void {
  const { pages } = readProgress();
  const done = (pages[path]?.done ?? []).filter((id) => all.includes(id));
  const page = { all, done };
  const rest = all.length > 0 ? { ...pages, [path]: page } : pages;
  write({ version: VERSION, pages: rest, last: { path, title } });
}

export function setDone(path: string, id: string, isDone: boolean): void {
  const progress = readProgress();
  const page = progress.pages[path] ?? { all: [id], done: [] };
  const others = page.done.filter((each) => each !== id);
  const changed = { ...page, done: isDone ? [...others, id] : others };
  write({ ...progress, pages: { ...progress.pages, [path]: changed } });
}

export function isDone(path: string, id: string): boolean {
  return readProgress().pages[path]?.done.includes(id) ?? false;
}

export function eraseProgress(): void {
  write(nothing);
}

/** The text of a file for another device. */
export function exportProgress(): string {
  return `${JSON.stringify(readProgress(), null, 2)}\n`;
}

/**
 * Adds what a file of another device says is done to what is done here.
 *
 * @returns whether the text was such a file
 */
export function importProgress(text: string): boolean {
  const other = parseProgress(text);
  if (!other) return false;
  const own = readProgress();
  const pages = { ...own.pages };
  for (const [path, { all, done }] of Object.entries(other.pages)) {
    const here = pages[path];
    pages[path] = {
      all: here?.all ?? all,
      done: [...new Set([...(here?.done ?? []), ...done])],
    };
  }
  const last = own.last ?? other.last;
  write({ version: VERSION, pages, ...(last ? { last } : {}) });
  return true;
}

/** @returns undefined when the text is not what `exportProgress` writes */
export function parseProgress(text: string): Progress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value.version !== VERSION || !isRecord(value.pages)) return undefined;
  const pages: Record<string, PageProgress> = {};
  for (const [path, page] of Object.entries(value.pages)) {
    if (!isPath(path) || !isRecord(page)) return undefined;
    if (!isIds(page.all) || !isIds(page.done)) return undefined;
    pages[path] = { all: page.all, done: page.done };
  }
  const { last } = value;
  const isLast = isRecord(last) && isPath(last.path) && typeof last.title === 'string';
  return {
    version: VERSION,
    pages,
    ...(isLast ? { last: { path: String(last.path), title: String(last.title) } } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A path of this site: a link made of it leads nowhere else. */
function isPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?:[\w-]+\/?)*$/.test(value);
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
