import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';

/** What stands in the HTML of a page but is no text of it, so nobody searches for it. */
const furniture: readonly RegExp[] = [
  /<button\b[\s\S]*?<\/button>/g,
  /<div class="piece-bar">[\s\S]*?<\/div>/g,
  /<span class="terminal-step"[\s\S]*?<!--step--><\/span>/g,
  /<!--not-searched-->[\s\S]*?<!--\/not-searched-->/g,
  /<form class="quiz"[\s\S]*?<\/form>/g,
  /<figcaption\b[\s\S]*?<\/figcaption>/g,
];

/** Tags that stand inside a word or a sentence; every other tag parts what is before it from what is behind it. */
const INLINE =
  /<\/?(?:a|abbr|b|code|em|i|kbd|small|span|strong|sub|sup|wbr)\b[^>]*>|<!--[\s\S]*?-->/g;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#8203;': '',
};

/**
 * A page's HTML for the search: what VitePress makes of it, less the colours of code, which nobody searches for and
 * which cost most of the time.
 */
export function renderForSearch(source: string, env: MarkdownEnv, md: MarkdownRenderer): string {
  const [front = ''] = /^---\n[\s\S]*?\n---\n/.exec(source) ?? [];
  if (/^search: false$/m.test(front)) return '';
  const tokens = md.parse(source.slice(front.length), env);
  for (const token of tokens) {
    if (token.type !== 'fence' || /^(?:terminal|quiz)$/.test(token.info.trim())) continue;
    token.type = 'html_block';
    token.content = `<pre>${md.utils.escapeHtml(token.content)}</pre>\n`;
  }
  return md.renderer.render(tokens, md.options, env);
}

/** What people read of a piece of HTML: no tags, labels, buttons, switches, file names and signs of terminals. */
export function textOf(html: string): string {
  return furniture
    .reduce((rest, pattern) => rest.replace(pattern, ' '), html)
    .replace(INLINE, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#39|#8203|amp|gt|lt|quot);/g, (entity) => entities[entity] ?? entity);
}

/** A part of a page that a result leads to. */
interface Section {
  /** Where the link beside its heading leads. */
  readonly anchor: string;
  /** The headings above it and its own. */
  readonly titles: string[];
  readonly text: string;
}

/** Cuts a page's HTML at its headings, as VitePress does, in a time that grows with the page and not with its cube. */
export function* sectionsOf(html: string): Generator<Section> {
  const [, ...parts] = html.split(
    /<h([1-6])[^>]*>((?:(?!<\/h)[\s\S])*?)<a class="header-anchor" href="#([^"]*)"[\s\S]*?<\/h\1>/,
  );
  const path: string[] = [];
  for (let index = 0; index + 3 < parts.length; index += 4) {
    const [level = '1', heading = '', anchor = '', content = ''] = parts.slice(index, index + 4);
    path.length = Number(level);
    path[Number(level) - 1] = textOf(heading).trim();
    yield { anchor, titles: path.filter(Boolean), text: textOf(content) };
  }
}
