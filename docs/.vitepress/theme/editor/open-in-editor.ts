import { numbersOf } from '../numbers-of.ts';
import './editor.css';

/** What a reader is told once the file was asked for; whether an editor opened, only the reader sees. */
const ASKED =
  'Pedi ao seu editor. Se nada abriu, inicie o site dizendo qual é ele, por exemplo: LAUNCH_EDITOR=code pnpm start';

/**
 * Offers «abrir no editor» for each file that a page shows. For the site that runs on the reader's own computer beside
 * the project (`pnpm start`): Vite opens the file there, at the line that the page shows.
 */
export function offerEditor(page: Document, base: string): void {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(page.location.hostname)) return;
  for (const piece of page.querySelectorAll('.piece, details:has(> [id^="arquivo-"])')) {
    if (piece.querySelector('.open-in-editor')) continue;
    const place = piece.querySelector('.piece-file') ?? piece.querySelector('[id^="arquivo-"]');
    place?.append(buttonFor(piece, base));
  }
}

function buttonFor(piece: Element, base: string): Element {
  const wrapper = document.createElement('span');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'open-in-editor';
  button.textContent = 'abrir no editor';
  const status = document.createElement('span');
  status.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    const answer = await fetch(
      `${base}__open-in-editor?file=${encodeURIComponent(placeOf(piece))}`,
    );
    status.textContent = answer.ok ? ASKED : await answer.text();
  });
  wrapper.append(button, status);
  return wrapper;
}

/** The file in the language that is shown, and its first line, as Vite takes them: from the folder of the site. */
function placeOf(piece: Element): string {
  const views = [...piece.querySelectorAll<HTMLElement>('.piece-view')];
  const shown = views.find((view) => view.offsetParent !== null) ?? views[0];
  const file = shown?.dataset.file ?? '';
  const step = views.find((view) => view.matches('.piece-step') && view.dataset.file === file);
  const [first = 1] = step ? numbersOf(step) : [];
  return `../${file}:${first}`;
}
