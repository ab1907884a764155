import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { renderFaults, renderProgram } from './resistance-table.ts';

/** What became of a conversation, seen by who asked. */
export type Outcome =
  | { readonly result: 'right' }
  | { readonly result: 'error'; readonly by: 'client'; readonly code: string }
  | { readonly result: 'error'; readonly by: 'server'; readonly says: string }
  | { readonly result: 'wrong'; readonly shows: string };

export interface Fault {
  readonly id: string;
  readonly name: string;
  readonly happens: string;
  /** Options of `pnpm bad-network tcp`; empty: none are needed; absent: it cannot be done with them. */
  readonly byHand?: string;
}

export interface ResistantProgram {
  readonly lesson: string;
  readonly script: string;
  readonly title: string;
  readonly side: 'server' | 'client';
  readonly naive?: { readonly why: string; readonly mended?: string };
  readonly messages: readonly string[];
  readonly answers: readonly string[];
  readonly wrongIs: 'answered' | 'understood' | 'shown';
  /** The outcomes there may be, by the fault's id. */
  readonly cells: Readonly<Record<string, readonly Outcome[]>>;
}

/** What e2e/resistance found by running and its tests hold true. */
export interface Resistance {
  readonly faults: readonly Fault[];
  readonly programs: readonly ResistantProgram[];
}

const docs = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'resistencia.json';
const LINE = /^<<< resistance (?<what>faults|[a-z-]+ start[a-z:-]*)$/;
const UPDATE = 'npx -y pnpm@12 --filter e2e resistance --update';

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly relativePath?: string;
  readonly includes?: string[];
}

export function readResistance(folder: string = docs): Resistance {
  return JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
}

/**
 * Renders a line `<<< resistance faults` as the table of the bad networks, and `<<< resistance tcp-server start` as
 * what happens to that program in each of them.
 *
 * @param folder where the record is
 */
export function resistancePlugin(md: MarkdownRenderer, folder: string = docs): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'resistance', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const line = state.src.slice(from, state.eMarks[startLine]).trimEnd();
    const what = LINE.exec(line)?.groups?.what;
    if (what === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: PageEnvironment = state.env;
    includes?.push(join(folder, FILE).replaceAll('\\', '/'));
    const token = state.push('html_block', '', 0);
    token.content = render(readResistance(folder), what, md.utils.escapeHtml, {
      file: `docs/${relativePath}`,
      line: startLine + 1,
    });
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

function render(
  { faults, programs }: Resistance,
  what: string,
  escapeHtml: (text: string) => string,
  where: { readonly file: string; readonly line: number },
): string {
  if (what === 'faults') return renderFaults(faults, escapeHtml);
  const program = programs.find(({ lesson, script }) => `${lesson} ${script}` === what);
  if (program) return renderProgram(program, faults, escapeHtml);
  throw new LiterateError([
    { ...where, message: `docs/${FILE} não tem o programa «${what}»`, remedy: `Rode: ${UPDATE}` },
  ]);
}
