/** One answer that a reader can choose, with what the page says to whoever chose it. */
export interface Choice {
  readonly text: string;
  readonly right: boolean;
  readonly why: string;
}

/** A question at the end of a lesson. `one` and `many` are chosen, `text` is typed, `order` is put into order. */
export type Question =
  | { readonly kind: 'one' | 'many'; readonly asks: string; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'text';
      readonly asks: string;
      readonly accepts: readonly string[];
      readonly why: string;
    }
  | {
      readonly kind: 'order';
      readonly asks: string;
      readonly items: readonly string[];
      readonly why: string;
    };

/** What is wrong with a question, in words for who writes the page. */
export class QuizError extends Error {}

/**
 * Reads a question: its text, then answers, each followed by its explanation on lines that begin with two spaces.
 * `(x)` and `( )`: one is right; `[x]` and `[ ]`: several are; `= a | b`: typed, each of these is right; `1.`, `2.` …:
 * in the right order.
 *
 * @throws {QuizError} for a question that nobody could answer, or an answer without an explanation
 */
export function parseQuestion(source: string): Question {
  const asks: string[] = [];
  const answers: { sign: string; text: string; why: string }[] = [];
  for (const line of source.split('\n').filter((each) => each.trim() !== '')) {
    const [, sign, text = ''] = /^(\([ x]\)|\[[ x]\]|=|\d+\.) (.*)$/.exec(line) ?? [];
    const last = answers.at(-1);
    if (sign !== undefined) answers.push({ sign: sign.replace(/\d+/, '1'), text, why: '' });
    else if (last === undefined) asks.push(line.trim());
    else if (line.startsWith('  ')) last.why = `${last.why} ${line.trim()}`.trim();
    else throw new QuizError(`não sei o que é «${line}»: uma explicação começa com dois espaços`);
  }
  if (asks.length === 0) throw new QuizError('falta a pergunta');
  const kinds = new Set(answers.map(({ sign }) => sign.replace('x', ' ')));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) {
    throw new QuizError('uma pergunta tem respostas, e todas de um tipo só');
  }
  const question = asks.join(' ');
  return kind === '=' || kind === '1.'
    ? readAnswer(question, kind, answers)
    : readChoices(question, kind === '( )' ? 'one' : 'many', answers);
}

type Answers = readonly { readonly sign: string; readonly text: string; readonly why: string }[];

function readChoices(asks: string, kind: 'one' | 'many', answers: Answers): Question {
  const choices = answers.map(({ sign, text, why }) => ({ text, right: sign[1] === 'x', why }));
  const right = choices.filter(({ right }) => right).length;
  const silent = choices.find(({ why }) => why === '');
  if (silent) throw new QuizError(`falta a explicação de «${silent.text}»`);
  if (choices.length < 2) throw new QuizError('falta o que escolher');
  if (right === 0 || (kind === 'one' && right > 1)) {
    throw new QuizError(`${right} respostas certas não servem: use (x) em uma, ou [x] em várias`);
  }
  return { kind, asks, choices };
}

function readAnswer(asks: string, kind: '=' | '1.', answers: Answers): Question {
  const why = answers.at(-1)?.why ?? '';
  if (why === '') throw new QuizError('falta a explicação, depois da última resposta');
  if (kind === '1.') {
    if (answers.length < 3) throw new QuizError('para pôr em ordem são pelo menos três');
    return { kind: 'order', asks, items: answers.map(({ text }) => text), why };
  }
  const accepts = answers.flatMap(({ text }) => text.split('|').map((each) => each.trim()));
  return { kind: 'text', asks, accepts, why };
}
