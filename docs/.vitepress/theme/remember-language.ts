/** Where the reader's choice is kept, on the own device only. */
const KEY = 'tomada-language';

/** The choice of this visit: all there is where a browser refuses storage (private windows, school policies). */
let chosen: string | null = null;

/** Shows every piece of the page in the language that the reader chose last, where the piece has it. */
export function applyLanguage(): void {
  const language = chosen ?? stored();
  if (language !== 'ts' && language !== 'py') return;
  for (const radio of document.querySelectorAll<HTMLInputElement>(`.piece-pick-${language}`)) {
    radio.checked = true;
  }
}

/** Keeps the choice of a language as soon as it is made, and applies it to the whole page. */
export function rememberLanguage(page: Document): void {
  page.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [, language] = /\bpiece-pick-(ts|py)\b/.exec(target.className) ?? [];
    if (language === undefined) return;
    chosen = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // `chosen` serves until the page is left.
    }
    // The pieces above may change their height: keep the one in use where the reader sees it.
    const top = () => target.closest('.piece')?.getBoundingClientRect().top ?? 0;
    const before = top();
    applyLanguage();
    window.scrollBy({ top: top() - before, behavior: 'instant' });
  });
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
