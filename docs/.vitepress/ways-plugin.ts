import { readFileSync } from 'node:fs';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { lessons } from './lessons.ts';
import { PACE, readingOf, sourceOf } from './reading-time.ts';
import { type Stop, type Way, ways } from './ways.ts';

const LINE = /^<<< (?:way (?<way>[a-z]+)|(?<times>times))$/;

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly relativePath?: string;
  readonly includes?: string[];
}

/**
 * Renders a line `<<< way student` as that reader's way through the site, and `<<< times` as the time of every page of
 * the lessons. The minutes are estimated from the pages' own sources.
 */
export function waysPlugin(md: MarkdownRenderer): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'ways', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const found = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd());
    if (!found) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: PageEnvironment = state.env;
    const name = found.groups?.way;
    const way = name === undefined ? everyLessonPage() : wayOf(name, relativePath, startLine + 1);
    for (const { link } of way) includes?.push(sourceOf(link).replaceAll('\\', '/'));
    const token = state.push('html_block', '', 0);
    token.content =
      name === undefined ? renderTimes(md.utils.escapeHtml) : renderWay(way, md.utils.escapeHtml);
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

function wayOf(name: string, page: string, line: number): Way {
  const way = Object.entries(ways).find(([each]) => each === name)?.[1];
  if (way) return way;
  const message = `não há o caminho «${name}»`;
  const remedy = `Os que há em docs/.vitepress/ways.ts: ${Object.keys(ways).join(', ')}.`;
  throw new LiterateError([{ file: `docs/${page}`, line, message, remedy }]);
}

type Escape = (text: string) => string;

function everyLessonPage(): Way {
  return lessons.flatMap(({ link, parts }) =>
    [link, ...parts.map((part) => part.link)].map((each) => ({ link: each, why: '' })),
  );
}

/** Minutes that a stop takes: none when it is opened at need only. */
export function minutesOf({ link, minutes, atNeed }: Stop): number {
  return atNeed ? 0 : (minutes ?? readingOf(link).minutes);
}

export function renderWay(way: Way, escapeHtml: Escape): string {
  const items = way.map((stop) => {
    const minutes = minutesOf(stop);
    const time = minutes === 0 ? 'quando precisar' : duration(minutes);
    return [
      `<li><a href="${stop.link}">${escapeHtml(titleOf(stop.link))}</a>`,
      ` <span class="way-time">${time}</span><br>${escapeHtml(stop.why)}</li>`,
    ].join('');
  });
  const total = way.reduce((sum, stop) => sum + minutesOf(stop), 0);
  return `<ol class="way">${items.join('')}</ol><p>Ao todo, cerca de <strong>${duration(total)}</strong>.</p>`;
}

export function renderTimes(escapeHtml: Escape): string {
  const rows = everyLessonPage().map(({ link }) => {
    const { words, lines, commands, minutes } = readingOf(link);
    const cells = [duration(minutes), words, lines, commands].map((cell) => {
      const text = typeof cell === 'number' ? cell.toLocaleString('pt-BR') : cell;
      return `<td>${text}</td>`;
    });
    const title = escapeHtml(titleOf(link));
    return `<tr><th scope="row"><a href="${link}">${title}</a></th>${cells.join('')}</tr>`;
  });
  const head = ['página', 'tempo', 'palavras', 'linhas', 'comandos']
    .map((name) => `<th scope="col">${name}</th>`)
    .join('');
  const pace = `Contados a ${PACE.words} palavras, ${PACE.lines} linhas de programa e ${PACE.commands} comandos por minuto, e arredondados para cima, de cinco em cinco.`;
  return `<p>${pace}</p><div class="times" tabindex="0" role="region" aria-label="Tempo de cada página"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** 25 → «25 min», 130 → «2 h 10 min». */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** How the sidebar calls a page of a lesson; any other page by its own title. */
function titleOf(link: string): string {
  for (const [index, lesson] of lessons.entries()) {
    if (lesson.link === link) return `Lição ${index + 1}: ${lesson.title}`;
    const part = lesson.parts.find((each) => each.link === link);
    if (part) return `Lição ${index + 1}: ${part.title}`;
  }
  const [, title] = /^title: (.+)$/m.exec(readFileSync(sourceOf(link), 'utf8')) ?? [];
  return title ?? link;
}
