import type { Question } from './parse.ts';
import { scrambled } from './render.ts';

/** A question for who reads it where nobody judges: boxes to mark, and the answer in a fold. */
export function questionAsMarkdown(question: Question): readonly string[] {
  return [
    `**Questão.** ${question.asks}`,
    '',
    ...choicesOf(question),
    '<details>',
    '<summary>Resposta</summary>',
    '',
    ...answerOf(question),
    '',
    '</details>',
  ];
}

function choicesOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'one':
    case 'many':
      return [...question.choices.map(({ text }) => `- [ ] ${text}`), ''];
    case 'order':
      return [...scrambled(question.items).map((item) => `- ___ ${item}`), ''];
    case 'text':
      return [];
  }
}

function answerOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'one':
    case 'many':
      return question.choices.map(
        ({ text, right, why }) => `- ${right ? 'Certo' : 'Errado'}: ${text} ${why}`,
      );
    case 'order':
      return [...question.items.map((item, index) => `${index + 1}. ${item}`), '', question.why];
    case 'text':
      return [`${question.accepts[0]}. ${question.why}`];
  }
}
