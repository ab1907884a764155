import { parseTerminalSession, type TerminalLine, type Turn } from '@tomada/literate/transcript';
import type { MarkdownRenderer } from 'vitepress';

/** Two spaces within a line or before it: it stands in columns, and breaking it would break them. */
const COLUMNS = /^ {2,}\S|\S {2,}\S/;
/** A longer line is a sentence, whatever is in front of it: it goes on below. */
const MOST_COLUMNS = 80;

/** Renders fences of the language `terminal` as panes, one a terminal. */
export function terminalPlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token?.info.trim() === 'terminal') {
      return renderTerminals(parseTerminalSession(token.content), md.utils.escapeHtml);
    }
    return fence?.(tokens, index, options, env, self) ?? '';
  };
}

/**
 * The panes of a session as HTML. Each says who acts when, if there is more than one.
 *
 * @param escapeHtml makes text safe between tags and in attributes
 */
export function renderTerminals(
  turns: readonly Turn[],
  escapeHtml: (text: string) => string,
): string {
  const names = [...new Set(turns.map(({ terminal }) => terminal))];
  const panes = names.map((name) => {
    const label = escapeHtml(name === '' ? 'Terminal' : `Terminal: ${name}`);
    const own = turns.flatMap((turn, index) =>
      turn.terminal === name
        ? [renderTurn(turn, names.length > 1 ? index + 1 : 0, escapeHtml)]
        : [],
    );
    const hasCommands = turns.some(
      ({ terminal, lines }) => terminal === name && lines.some(({ kind }) => kind === 'command'),
    );
    const copy = hasCommands
      ? '<button type="button" class="terminal-copy" data-copied="Copiado">Copiar comandos</button>'
      : '';
    return [
      '<div class="terminal">',
      `<div class="terminal-bar"><span class="terminal-name">${label}</span>${copy}</div>`,
      `<figure class="terminal-screen" tabindex="0" aria-label="${label}">`,
      `${own.join('')}</figure></div>`,
    ].join('');
  });
  return `<div class="terminals" v-pre>${panes.join('\n')}</div>\n`;
}

function renderTurn({ lines }: Turn, step: number, escapeHtml: (text: string) => string): string {
  const body = lines.map((line) => renderLine(line, escapeHtml)).join('\n');
  // The comment tells the search index where the number ends: it is no text of the page.
  const number =
    step > 0
      ? `<span class="terminal-step"><span aria-hidden="true">${step}</span><span class="visually-hidden">passo ${step}</span><!--step--></span>`
      : '';
  return `<div class="terminal-turn">${number}<pre><code>${body}</code></pre></div>`;
}

function renderLine({ kind, text }: TerminalLine, escapeHtml: (text: string) => string): string {
  // An empty element would lose its height: a line without text is just the newline around it.
  if (text === '') return '';
  const tag = kind === 'key' ? 'kbd' : 'span';
  const isRow = kind === 'output' && text.length <= MOST_COLUMNS && COLUMNS.test(text);
  return `<${tag} class="terminal-${kind}${isRow ? ' terminal-row' : ''}">${escapeHtml(text)}</${tag}>`;
}
