import type { MarkdownRenderer } from 'vitepress';
import { type Term, terms } from './glossary-terms.ts';

const LINE = /^<<< glossary (?<from>portuguese|english)$/;

/** Portuguese order: accents and capitals do not move a word away from its neighbours. */
const { compare } = new Intl.Collator('pt-BR', { sensitivity: 'base', ignorePunctuation: true });

/** The letter without accent under which a word stands. */
function letterOf(word: string): string {
  return plain(word).charAt(0).toUpperCase();
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/** The anchor of a term on the glossary's page. */
export function anchorOf({ portuguese }: Term): string {
  return plain(portuguese)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}

/**
 * Renders a line `<<< glossary portuguese` as the whole glossary, a section a letter, and `<<< glossary english` as the
 * list that leads to it from the English words.
 */
export function glossaryPlugin(md: MarkdownRenderer): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'glossary', (state, startLine, _endLine, isSilent) => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const from = LINE.exec(state.src.slice(start, state.eMarks[startLine]).trimEnd())?.groups?.from;
    if (from === undefined) return false;
    if (isSilent) return true;
    const render = (text: string) => md.renderInline(text);
    const text = from === 'english' ? formatEnglish(terms, render) : formatGlossary(terms, render);
    // As Markdown, so that headings get their anchors and the search finds them.
    state.md.block.parse(text, state.md, state.env, state.tokens);
    state.line = startLine + 1;
    return true;
  });
}

/** @param renderInline what makes HTML of a sentence with code between backticks */
export function formatGlossary(
  all: readonly Term[],
  renderInline: (text: string) => string,
): string {
  const sorted = all.toSorted((a, b) => compare(a.portuguese, b.portuguese));
  const letters = [...new Set(sorted.map(({ portuguese }) => letterOf(portuguese)))];
  const index = letters.map((letter) => `[${letter}](#letra-${letter.toLowerCase()})`);
  const sections = letters.map((letter) => {
    const own = sorted.filter(({ portuguese }) => letterOf(portuguese) === letter);
    const entries = own.map((term) => formatTerm(term, renderInline));
    return `### ${letter} {#letra-${letter.toLowerCase()}}\n\n<dl class="glossary" v-pre>${entries.join('')}</dl>`;
  });
  return [index.join(' · '), ...sections].join('\n\n');
}

function formatTerm(term: Term, renderInline: (text: string) => string): string {
  const { portuguese, english, meaning, taught } = term;
  const other =
    portuguese.toLowerCase() === english.toLowerCase()
      ? ''
      : ` <em lang="en">${renderInline(english)}</em>`;
  const link = `<a href="${taught}" aria-label="Onde se aprende: ${renderInline(portuguese)}">Onde se aprende</a>`;
  return [
    `<div id="${anchorOf(term)}"><dt>${renderInline(portuguese)}${other}</dt>`,
    `<dd>${renderInline(meaning)} ${link}</dd></div>`,
  ].join('');
}

export function formatEnglish(
  all: readonly Term[],
  renderInline: (text: string) => string,
): string {
  const { compare: inEnglish } = new Intl.Collator('en', { sensitivity: 'base' });
  const items = all
    .toSorted((a, b) => inEnglish(a.english, b.english))
    .map(
      (term) =>
        `<div><dt lang="en">${renderInline(term.english)}</dt><dd><a href="#${anchorOf(term)}">${renderInline(term.portuguese)}</a></dd></div>`,
    );
  return `<dl class="glossary-english" v-pre>${items.join('')}</dl>`;
}
