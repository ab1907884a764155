import { isDone, openPage, setDone } from './store.ts';

/**
 * Gives each step of a lesson's page a box to tick, and remembers what was ticked.
 *
 * @param path the page's path without the base
 */
export function followSteps(page: Document, path: string): void {
  if (!path.startsWith('/licoes/')) return;
  const steps = [...page.querySelectorAll<HTMLElement>('.vp-doc :is(h2, h3)[id^="passo-"]')];
  const questions = [...page.querySelectorAll<HTMLElement>('.vp-doc form.quiz')];
  const ids = [...steps, ...questions].map(({ id }) => id);
  openPage(path, page.title.replace(/ \| Tomada$/, ''), ids);
  for (const heading of steps) {
    const { id } = heading;
    if (heading.nextElementSibling?.classList.contains('step-done')) continue;
    const box = page.createElement('input');
    box.type = 'checkbox';
    box.id = `feito-${id}`;
    box.checked = isDone(path, id);
    box.addEventListener('change', () => setDone(path, id, box.checked));
    const label = page.createElement('label');
    label.htmlFor = box.id;
    label.textContent = 'Fiz este passo';
    const line = page.createElement('p');
    line.className = 'step-done';
    line.append(box, label);
    heading.after(line);
  }
}
