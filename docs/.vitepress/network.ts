import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import { type Conversation, networkFile, parseConversations } from '@tomada/literate/transcript';
import type { MarkdownRenderer } from 'vitepress';
import { drawConversation } from './network-diagram.ts';
import { tabulateConversation } from './network-table.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

const LINE = /^<<< network ([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly relativePath?: string;
  readonly includes?: string[];
}

/**
 * Renders a line `<<< network name` as what went over the network in the session that was recorded under this
 * name: a sequence diagram and a table for each connection.
 *
 * @param root the project's folder: messages name pages from there
 */
export function networkPlugin(md: MarkdownRenderer, root: string = project): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'network', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const name = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.[1];
    if (name === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: PageEnvironment = state.env;
    const page = `docs/${relativePath}`;
    const file = join(root, networkFile(page, name));
    includes?.push(file.replaceAll('\\', '/'));
    const conversations = readKept(root, page, name);
    const token = state.push('html_block', '', 0);
    token.content = renderConversations(conversations, name, md.utils.escapeHtml);
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

/** The diagrams and tables as HTML, one pair a connection. */
export function renderConversations(
  conversations: readonly Conversation[],
  name: string,
  escapeHtml: (text: string) => string,
): string {
  const parts = conversations.map((conversation, index) => {
    const heading =
      conversations.length > 1 ? `<p class="network-number">Conexão ${index + 1}</p>` : '';
    const id = `network-${name}-${index + 1}`;
    return `${heading}${drawConversation(conversation, id, escapeHtml)}${tabulateConversation(conversation, escapeHtml)}`;
  });
  return `<div class="network" v-pre>${parts.join('')}</div>\n`;
}

function readKept(root: string, page: string, name: string): Conversation[] {
  const file = networkFile(page, name);
  try {
    return parseConversations(readFileSync(join(root, file), 'utf8'));
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = isMissing ? 'não existe' : cause instanceof Error ? cause.message : 'ilegível';
    throw new LiterateError([
      {
        file: page,
        line: lineInFile(join(root, page), name),
        message: `não há o que desenhar: ${file} ${reason}`,
        remedy: `Ponha «<!-- network: ${name} -->» na linha acima do bloco terminal e rode: pnpm --filter docs transcripts --update`,
      },
    ]);
  }
}

/** The rule sees the page without its front matter: the line is looked for in the file. */
function lineInFile(path: string, name: string): number {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.findIndex((line) => LINE.exec(line.trim())?.[1] === name) + 1;
}
