import { isDone, setDone } from './store.ts';

/**
 * Judges the questions of a page: what was chosen is told apart, with its explanation, and what is right is remembered.
 *
 * @param path gives the page's path without the base
 */
export function judgeQuizzes(page: Document, path: () => string): void {
  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('.quiz')) return;
    event.preventDefault();
    const verdict = judge(form);
    say(form, verdict);
    if (verdict === 'right') setDone(path(), form.id, true);
  });
}

/** Shows which questions of a page were answered before. */
export function markAnswered(page: Document, path: string): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form.quiz')) {
    if (isDone(path, form.id)) output(form).textContent = 'Você já acertou esta.';
  }
}

type Verdict = 'right' | 'wrong' | 'unanswered';

const sentences: Readonly<Record<Verdict, string>> = {
  right: 'Certo!',
  wrong: 'Ainda não. Leia as explicações e tente de novo.',
  unanswered: 'Responda primeiro.',
};

function judge(form: HTMLFormElement): Verdict {
  switch (form.dataset.kind) {
    case 'text':
      return judgeText(form);
    case 'order':
      return judgeOrder(form);
    default:
      return judgeChoices(form);
  }
}

function judgeChoices(form: HTMLFormElement): Verdict {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[data-right]')];
  if (!boxes.some(({ checked }) => checked)) return 'unanswered';
  const right = boxes.every(({ checked, dataset }) => checked === (dataset.right === 'true'));
  for (const box of boxes) {
    const choice = box.closest('.quiz-choice');
    // What was chosen is explained; all of it, once the answer is right.
    const shown = box.checked || right;
    const why = choice?.querySelector<HTMLElement>('.quiz-why');
    if (why) why.hidden = !shown;
    choice?.classList.toggle('quiz-right', shown && box.dataset.right === 'true');
    choice?.classList.toggle('quiz-wrong', shown && box.dataset.right !== 'true');
  }
  return right ? 'right' : 'wrong';
}

function judgeText(form: HTMLFormElement): Verdict {
  const box = form.querySelector<HTMLInputElement>('input[data-accepts]');
  const typed = plain(box?.value ?? '');
  if (typed === '') return 'unanswered';
  const right = (box?.dataset.accepts ?? '').split('|').some((each) => plain(each) === typed);
  explain(form, right);
  return right ? 'right' : 'wrong';
}

function judgeOrder(form: HTMLFormElement): Verdict {
  const places = [...form.querySelectorAll<HTMLSelectElement>('select[data-place]')];
  if (places.some(({ value }) => value === '')) return 'unanswered';
  const right = places.every(({ value, dataset }) => value === dataset.place);
  explain(form, right);
  return right ? 'right' : 'wrong';
}

/** The explanation of a typed answer would give it away: it comes with the right one. */
function explain(form: HTMLFormElement, right: boolean): void {
  const why = form.querySelector<HTMLElement>('.quiz-why');
  if (why) why.hidden = !right;
}

/** Case, accents, spaces and a full stop do not matter. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .trim()
    .toLowerCase();
}

function say(form: HTMLFormElement, verdict: Verdict): void {
  output(form).textContent = sentences[verdict];
  form.dataset.verdict = verdict;
}

function output(form: HTMLFormElement): HTMLOutputElement {
  const found = form.querySelector('output');
  if (!found) throw new Error('a question without a place for its verdict');
  return found;
}
