import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDirective, readSource } from '@tomada/literate';
import { readTranscripts } from '@tomada/literate/transcript';

/** What somebody new to the subject gets through in a minute: technical prose, source read with care, commands tried. */
export const PACE = { words: 180, lines: 20, commands: 2 } as const;

/** How much there is to do on a page. */
export interface Reading {
  readonly words: number;
  /** Lines of programs that the page shows step by step; not those of the whole files at its end. */
  readonly lines: number;
  /** Commands and lines that the reader types in the page's terminals. */
  readonly commands: number;
  /** Minutes at that pace, rounded up to five: a plan, not a stopwatch. */
  readonly minutes: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source of a page of the site: `/licoes/udp` is docs/licoes/udp.md. */
export function sourceOf(link: string): string {
  return join(root, `docs${link}.md`);
}

/**
 * Estimates a page from its source, so that a page that grows says so by itself.
 *
 * @param link the page's address, such as `/licoes/udp`
 * @throws {Error} when there is no such page
 */
export function readingOf(link: string): Reading {
  const page = `docs${link}.md`;
  const file = sourceOf(link);
  if (!existsSync(file)) throw new Error(`${page} does not exist`);
  return estimate(page, readFileSync(file, 'utf8'));
}

/** The same for a text that is not on the disk; its directives name files that are. */
export function estimate(page: string, text: string): Reading {
  const lesson = /^docs\/licoes\/([\w-]+)/.exec(page)?.[1];
  const folder = lesson === undefined ? '' : `lessons/${lesson}`;
  const typed = readTranscripts(page, text, () => {})
    .flatMap(({ turns }) => turns)
    .flatMap((turn) => turn.lines)
    .filter(({ kind }) => kind === 'command' || kind === 'input');
  let lines = 0;
  for (const content of text.split('\n')) {
    const directive = readDirective(content, page, 1);
    if (typeof directive !== 'object') continue;
    if (directive.kind !== 'step' && directive.kind !== 'show') continue;
    lines += linesOf(posix.join(folder, directive.path), directive.region);
  }
  const words = proseOf(text).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const commands = typed.length;
  const exact = words / PACE.words + lines / PACE.lines + commands / PACE.commands;
  return { words, lines, commands, minutes: Math.ceil(exact / 5) * 5 };
}

/** The lines of a file or of one of its regions, without the empty ones. */
function linesOf(file: string, region: string | undefined): number {
  const source = readSource(file, readFileSync(join(root, file), 'utf8'), () => {});
  const found = region === undefined ? undefined : source.regions.get(region);
  const [first, last] = found ? [found.first, found.last] : [1, source.lines.length];
  return source.lines.slice(first - 1, last).filter((line) => line.trim() !== '').length;
}

/** What is read word by word: no front matter, blocks, directives, comments, tags or addresses of links. */
function proseOf(text: string): string {
  return text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1$/gm, '')
    .replace(/^<<<.*$/gm, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/ \{#[^}]*\}$/gm, '');
}
