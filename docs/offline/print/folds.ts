import { make, pageNumberOf } from './ids.ts';

/** Folds that hide an answer until the reader has thought; others hide only length. */
const HIDES_ANSWER = /\?$|^Preveja|^Dica \d|^Resposta da questão/;

/**
 * Opens a chapter's folds for paper. Answers go to the end of the book, each with its number; whole files are named, since
 * their lines stand in the steps already; the rest opens where it is.
 *
 * @returns the answers
 */
export function openFolds(chapter: HTMLElement, nextNumber: () => number): HTMLElement[] {
  const answers: HTMLElement[] = [];
  for (const fold of chapter.querySelectorAll('details')) {
    const summary = fold.querySelector('summary');
    if (summary === null) continue;
    const title = [...summary.childNodes];
    const text = (summary.textContent ?? '').trim();
    summary.remove();
    if (fold.querySelector(':scope > [id*="--arquivo-"]')) {
      fold.replaceWith(nameFile(fold, text));
    } else if (HIDES_ANSWER.test(text)) {
      const number = nextNumber();
      const question = make('p', 'question', make('strong', '', ...title), ' ');
      question.id = `question-${number}`;
      question.append(wayTo(`answer-${number}`, `resposta ${number}`));
      const heading = make('h3', '', `${number}. `, ...title.map((node) => node.cloneNode(true)));
      heading.id = `answer-${number}`;
      const answer = make('section', 'answer', heading, ...fold.childNodes);
      answer.append(make('p', 'way-back', wayTo(question.id, 'a pergunta')));
      answers.push(answer);
      fold.replaceWith(question);
    } else {
      fold.replaceWith(
        make('div', 'opened', make('p', 'opened-title', ...title), ...fold.childNodes),
      );
    }
  }
  return answers;
}

/** `(resposta 3, p. 120)` */
function wayTo(id: string, text: string): HTMLElement {
  const link = document.createElement('a');
  link.href = `#${id}`;
  link.append(text);
  return make('span', 'way', '(', link, ', p. ', pageNumberOf(id), ')');
}

function nameFile(fold: Element, summary: string): HTMLElement {
  const named = make('p', 'whole-file', `${summary.replace(/^Mostrar (\S+)/, 'O arquivo $1')}: `);
  named.append('está no site e na pasta da Tomada. As suas linhas são as dos passos acima.');
  named.id = fold.querySelector('[id*="--arquivo-"]')?.id ?? '';
  return named;
}
