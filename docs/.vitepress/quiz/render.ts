import type { Choice, Question } from './parse.ts';

/**
 * A question as HTML. Without JavaScript nobody judges: then a fold under it has the answer.
 *
 * @param number its place on the page, from 1
 * @param rich makes HTML of a line of Markdown
 * @param escapeHtml makes text safe in attributes
 */
export function renderQuestion(
  question: Question,
  number: number,
  rich: (text: string) => string,
  escapeHtml: (text: string) => string,
): string {
  const id = `questao-${number}`;
  return [
    `<form class="quiz" id="${id}" data-kind="${question.kind}">`,
    `<fieldset><legend><span class="quiz-number">Questão ${number}</span> ${rich(question.asks)}${hintOf(question)}</legend>`,
    ...bodyOf(question, id, rich, escapeHtml),
    '</fieldset>',
    `<p class="quiz-judge"><button type="submit">Conferir</button> <output class="quiz-verdict"></output></p>`,
    '</form>',
    `<details class="quiz-answer"><summary>Resposta da questão ${number}</summary>${answerOf(question, rich)}</details>\n`,
  ].join('\n');
}

function hintOf({ kind }: Question): string {
  if (kind === 'many') return ' <span class="quiz-hint">Marque todas as certas.</span>';
  if (kind === 'order') return ' <span class="quiz-hint">Dê a cada uma o seu lugar.</span>';
  return '';
}

function bodyOf(
  question: Question,
  id: string,
  rich: (text: string) => string,
  escapeHtml: (text: string) => string,
): string[] {
  switch (question.kind) {
    case 'one':
    case 'many':
      return question.choices.map((choice, index) => {
        const type = question.kind === 'one' ? 'radio' : 'checkbox';
        const own = `${id}-${index + 1}`;
        return [
          `<div class="quiz-choice"><input type="${type}" name="${id}" id="${own}" data-right="${choice.right}">`,
          `<label for="${own}">${rich(choice.text)}</label>`,
          `<p class="quiz-why" hidden>${rich(choice.why)}</p></div>`,
        ].join('');
      });
    case 'text':
      return [
        `<div class="quiz-choice"><label for="${id}-1">Sua resposta</label>`,
        `<input type="text" id="${id}-1" autocomplete="off" autocapitalize="off" spellcheck="false" data-accepts="${escapeHtml(question.accepts.join('|'))}">`,
        `<p class="quiz-why" hidden>${rich(question.why)}</p></div>`,
      ];
    case 'order':
      return [
        ...scrambled(question.items).map((item) => {
          const place = question.items.indexOf(item) + 1;
          const own = `${id}-${place}`;
          const options = question.items.map((_, index) => `<option>${index + 1}</option>`);
          return [
            `<div class="quiz-choice"><select id="${own}" data-place="${place}"><option value="">?</option>${options.join('')}</select>`,
            `<label for="${own}">${rich(item)}</label></div>`,
          ].join('');
        }),
        `<p class="quiz-why" hidden>${rich(question.why)}</p>`,
      ];
  }
}

/** The same mix at every build: by what the items say. */
export function scrambled(items: readonly string[]): readonly string[] {
  const mixed = [...items].sort((a, b) => a.localeCompare(b, 'pt-BR'));
  return mixed.every((item, index) => item === items[index]) ? mixed.reverse() : mixed;
}

function answerOf(question: Question, rich: (text: string) => string): string {
  switch (question.kind) {
    case 'one':
    case 'many': {
      const item = ({ text, right, why }: Choice) =>
        `<li>${right ? 'Certo' : 'Errado'}: ${rich(text)} ${rich(why)}</li>`;
      return `<ul>${question.choices.map(item).join('')}</ul>`;
    }
    case 'text':
      return `<p>${rich(question.accepts[0] ?? '')}. ${rich(question.why)}</p>`;
    case 'order':
      return `<ol>${question.items.map((item) => `<li>${rich(item)}</li>`).join('')}</ol><p>${rich(question.why)}</p>`;
  }
}
