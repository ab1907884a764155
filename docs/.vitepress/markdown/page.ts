import { readDirective } from '@tomada/literate';
import { parseTerminalSession } from '@tomada/literate/transcript';
import { questionAsMarkdown } from '../quiz/markdown.ts';
import { parseQuestion } from '../quiz/parse.ts';
import { showDrawing } from './drawings.ts';
import { showDirective } from './pieces.ts';

/** What a page's Markdown depends on: where it is read, and what is there beside it. */
export interface Place {
  /** The project's folder. */
  readonly root: string;
  /** A line of text with links that work there. */
  relink(line: string, page: string): string;
  /** A heading with an anchor that works there. */
  heading(line: string, page: string): string;
  /** What the site makes of a line that is neither code nor one of `showDrawing`'s. */
  showOther?(line: string, page: string): string;
  /** Lines to put below the page's title. */
  readonly note?: readonly string[];
}

/**
 * A page of the site as Markdown that a forge shows, a printer prints and a machine reads: every directive replaced by what
 * it shows, terminals as text, links that work where it is read.
 *
 * @param page from the project's folder: `docs/licoes/udp.md`
 */
export function pageAsMarkdown(page: string, text: string, place: Place): string {
  const slug = /^docs\/licoes\/([\w-]+)/.exec(page)?.[1] ?? '';
  const lines = text.replace(/^---\n[\s\S]*?\n---\n+/, '').split('\n');
  const out: string[] = [];
  /** What ends the open `:::` block. */
  let closing = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const [, marks, language] = /^(`{3,})(\w*)/.exec(line) ?? [];
    if (marks !== undefined) {
      const end = lines.findIndex((each, at) => at > index && each.startsWith(marks));
      const content = lines.slice(index + 1, end);
      if (language === 'terminal') out.push(...terminal(content));
      else if (language === 'quiz') out.push(...question(content));
      else out.push(line, ...content, marks);
      index = end;
      continue;
    }
    const block = /^:::(?: (\w+) ?(.*))?$/.exec(line);
    if (block) {
      const [, kind, title = ''] = block;
      if (kind === undefined) out.push(closing);
      else if (kind === 'details') out.push('<details>', `<summary>${title}</summary>`, '');
      else out.push(`**${title}**`, '');
      closing = kind === 'details' ? '\n</details>' : '';
      continue;
    }
    if (/^<!-- (?:transcript|network): /.test(line)) continue;
    if (/^<[A-Z]\w* \/>$/.test(line)) {
      out.push(`*Aqui a página do site é interativa: ${page.replace(/^docs(.*)\.md$/, '$1')}*`);
      continue;
    }
    if (line.startsWith('<<<')) {
      out.push(showLine(page, slug, line, place));
      if (lines[index + 1] !== '') out.push('');
      continue;
    }
    out.push(place.relink(line.startsWith('#') ? place.heading(line, page) : line, page));
  }
  const [title = '', ...rest] = out;
  return `${[title, ...(place.note ?? []), ...rest].join('\n').trimEnd()}\n`;
}

function showLine(page: string, slug: string, line: string, place: Place): string {
  const drawing = showDrawing(place.root, slug, page, line);
  if (drawing !== undefined) return drawing;
  const directive = readDirective(line, page, 1);
  if (typeof directive === 'object') return showDirective(place.root, slug, directive);
  const other = place.showOther?.(line, page);
  if (other === undefined) throw new Error(`${page}: «${line}» is not understood`);
  return other;
}

function question(content: readonly string[]): readonly string[] {
  return questionAsMarkdown(parseQuestion(content.join('\n')));
}

/** A session as text: whose lines follow stands above them when there are several terminals. */
function terminal(content: readonly string[]): readonly string[] {
  const turns = parseTerminalSession(content.join('\n'));
  const lines = turns.flatMap(({ terminal: name, lines }, index) => [
    ...(name === '' ? [] : [`${index === 0 ? '' : '\n'}[${name}]`]),
    ...lines.map(({ kind, text }) => {
      if (kind === 'command') return `$ ${text}`;
      return kind === 'input' ? `> ${text}` : text;
    }),
  ]);
  return ['```text', ...lines, '```'];
}
