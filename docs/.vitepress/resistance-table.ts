import { visibleText } from '@tomada/utils';
import type { Fault, Outcome, ResistantProgram } from './resistance.ts';

type Escape = (text: string) => string;

/** What a client tells its user with each code, in a few words. */
const TOLD: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'o cliente diz que ninguém escuta nessa porta',
  ECONNRESET: 'o cliente diz que a conexão foi cortada',
  EPIPE: 'o cliente diz que o outro lado já tinha fechado',
  ERR_EMPTY_ANSWER: 'o cliente diz que o servidor fechou sem responder',
  ERR_INCOMPLETE_MESSAGE: 'o cliente vê que falta um pedaço da resposta',
  ETIMEDOUT: 'o cliente cansa de esperar e diz isso',
};

const WRONG = {
  answered: 'o servidor responde',
  understood: 'o servidor entende',
  shown: 'o cliente mostra',
} as const;

/** The bad networks: what each one does, and how to have it by hand. */
export function renderFaults(faults: readonly Fault[], escapeHtml: Escape): string {
  const rows = faults.map(({ name, happens, byHand }) => {
    const options = byHand ? `<br><code>${escapeHtml(byHand)}</code>` : '';
    return row(escapeHtml(name), `${escapeHtml(happens)}${options}`);
  });
  return table('As redes ruins, e a opção da bad-network que faz cada uma', 'o que ela faz', rows);
}

/** What a program does in each network that it can meet. */
export function renderProgram(
  program: ResistantProgram,
  faults: readonly Fault[],
  escapeHtml: Escape,
): string {
  const { lesson, script, title, naive, cells, side } = program;
  const code = (text: string) => `<code>${escapeHtml(visibleText(text))}</code>`;
  const send = side === 'server' ? 'O cliente envia' : 'Ele envia';
  const said = program.messages.map(code).join(' e depois ');
  const answer = program.answers.map(code).join(' e depois ');
  const why = naive
    ? `<p><strong>Ingênuo de propósito.</strong> ${escapeHtml(naive.why)}${
        naive.mended
          ? ` O conserto: <a href="${escapeHtml(naive.mended)}">enquadrar as mensagens</a>.`
          : ''
      }</p>`
    : '<p><strong>Feito para qualquer rede:</strong> dá a resposta certa ou um erro claro, nunca uma resposta errada.</p>';
  const rows = faults
    .filter(({ id }) => cells[id])
    .map(({ id, name }) =>
      row(escapeHtml(name), renderOutcomes(cells[id] ?? [], WRONG[program.wrongIs], escapeHtml)),
    );
  const caption = `${escapeHtml(title)} (<code>${escapeHtml(`${lesson} ${script}`)}</code>)`;
  return `${why}<p>${send} ${said}; a resposta certa é ${answer}.</p>${table(caption, 'o que acontece', rows)}`;
}

function renderOutcomes(outcomes: readonly Outcome[], wrongIs: string, escapeHtml: Escape): string {
  const wrong = outcomes.flatMap((outcome) => (outcome.result === 'wrong' ? [outcome.shows] : []));
  const others = outcomes.flatMap((outcome) =>
    outcome.result === 'wrong' ? [] : [renderOther(outcome, escapeHtml)],
  );
  const shown = wrong.map((text) => `<code>${escapeHtml(visibleText(text))}</code>`).join(' ou ');
  if (wrong.length > 0) others.push(`${badge('wrong', '✗ resposta errada')}: ${wrongIs} ${shown}`);
  return others.join('<br>ou, conforme a sorte,<br>');
}

function renderOther(outcome: Exclude<Outcome, { result: 'wrong' }>, escapeHtml: Escape): string {
  if (outcome.result === 'right') return badge('right', '✓ resposta certa');
  const error = badge('error', '! erro claro');
  if (outcome.by === 'server') return `${error}: o servidor diz «${escapeHtml(outcome.says)}»`;
  const { code } = outcome;
  const told = TOLD[code];
  // A code that nobody has put into words yet would stand there naked.
  if (told === undefined)
    throw new Error(`docs/.vitepress/resistance-table.ts has no words for ${code}`);
  return `${error}: ${told} (<a href="/erros#${code.toLowerCase()}">${code}</a>)`;
}

function badge(kind: Outcome['result'], text: string): string {
  return `<strong class="resistance-${kind}">${text}</strong>`;
}

function row(head: string, content: string): string {
  return `<tr><th scope="row">${head}</th><td>${content}</td></tr>`;
}

function table(caption: string, second: string, rows: readonly string[]): string {
  return [
    `<div class="resistance" v-pre><table><caption>${caption}</caption>`,
    `<thead><tr><th scope="col">a rede</th><th scope="col">${second}</th></tr></thead>`,
    `<tbody>${rows.join('')}</tbody></table></div>\n`,
  ].join('');
}
