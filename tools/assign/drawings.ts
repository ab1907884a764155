import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkFile, parseConversations } from '@tomada/literate/transcript';
import { findExercise, renderExercise } from '../../docs/.vitepress/exercises.ts';
import { measuredViews } from '../../docs/.vitepress/measured.ts';
import { renderConversations } from '../../docs/.vitepress/network.ts';
import { htmlAsMarkdown } from './tables.ts';

const LINE = /^<<< (network|measured|exercise (?:hints|checks)) ([a-z0-9-]+)$/;

/**
 * What the site makes of data (`<<< network x`, `<<< measured x`, `<<< exercise checks x`), as Markdown; undefined for any
 * other line. Tables are the site's own; drawings stay there.
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
  return htmlAsMarkdown(html);
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
    const json = read(`docs/licoes/${slug}/measured.json`);
    return measuredViews.get(name)?.render(json, escapeHtml);
  }
  const exercise = findExercise(name);
  return exercise && renderExercise(what.replace('exercise ', ''), exercise, escapeHtml);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
