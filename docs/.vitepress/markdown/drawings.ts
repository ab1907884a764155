import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkFile, parseConversations } from '@tomada/literate/transcript';
import { findExercise, renderExercise } from '../exercises.ts';
import { figures } from '../figures.ts';
import { measuredViews } from '../measured.ts';
import { renderConversations } from '../network.ts';
import { htmlAsMarkdown } from './html.ts';

const LINE = /^<<< (network|measured|figure|exercise (?:hints|checks)) ([a-z0-9-]+)$/;

/**
 * What the site makes of data (`<<< network x`, `<<< measured x`, `<<< figure x`, `<<< exercise checks x`), as Markdown; undefined for any
 * other line. Tables are the site's own; drawings stay there, and a figure's own words say what it shows.
 *
 * @param root the project's folder
 * @param slug the lesson whose page it is
 */
export function showDrawing(
  root: string,
  slug: string,
  page: string,
  line: string,
): string | undefined {
  const [, what, name] = LINE.exec(line.trimEnd()) ?? [];
  if (what === undefined || name === undefined) return undefined;
  const html = render(root, slug, page, what, name);
  if (html === undefined) throw new Error(`${page}: «${line}» shows nothing`);
  return what === 'figure' ? tellFigure(html) : htmlAsMarkdown(html);
}

function render(
  root: string,
  slug: string,
  page: string,
  what: string,
  name: string,
): string | undefined {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  if (what === 'network') {
    return renderConversations(parseConversations(read(networkFile(page, name))), name, escapeHtml);
  }
  if (what === 'measured') {
    const view = measuredViews.get(name);
    return view?.render(read(`docs/licoes/${slug}/${view.file}`), escapeHtml);
  }
  if (what === 'figure') return figures[name]?.();
  const exercise = findExercise(name);
  return exercise && renderExercise(what.replace('exercise ', ''), exercise, escapeHtml);
}

/** The words that a figure has for who does not see it: one line for each thing that it says. */
function tellFigure(html: string): string {
  const [, title = ''] = /<title[^>]*>(.*?)<\/title>/s.exec(html) ?? [];
  const [, says = ''] = /<desc[^>]*>(.*?)<\/desc>/s.exec(html) ?? [];
  return [
    `**${title}** (o desenho está no site):`,
    '',
    ...says.split('; ').map((each) => `- ${each}`),
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
