import { readDirective } from '@tomada/literate';
import { parseTerminalSession } from '@tomada/literate/transcript';
import { showDrawing } from './drawings.ts';
import type { Handout } from './handout.ts';
import { anchorHeading, type Pages, relink } from './links.ts';
import { missingHere } from './missing.ts';
import { showDirective } from './pieces.ts';

/**
 * A lesson's page as Markdown that a forge shows and a printer prints: every directive replaced by what it shows, terminals
 * as text, links that work in the folder.
 *
 * @param page from the project's folder: `docs/licoes/udp.md`
 */
export function pageAsMarkdown(page: string, text: string, pages: Pages, handout: Handout): string {
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
      out.push(...(language === 'terminal' ? terminal(content) : [line, ...content, marks]));
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
      out.push(showLine(page, slug, line, handout));
      if (lines[index + 1] !== '') out.push('');
      continue;
    }
    const heading = line.startsWith('#') ? anchorHeading(line, page, pages) : line;
    out.push(relink(heading, page, pages));
  }
  const [title = '', ...rest] = out;
  return `${[title, ...missingHere(text, handout), ...rest].join('\n').trimEnd()}\n`;
}

function showLine(page: string, slug: string, line: string, { root }: Handout): string {
  const drawing = showDrawing(root, slug, page, line);
  if (drawing !== undefined) return drawing;
  const directive = readDirective(line, page, 1);
  if (typeof directive !== 'object') throw new Error(`${page}: «${line}» is not understood`);
  return showDirective(root, slug, directive);
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
