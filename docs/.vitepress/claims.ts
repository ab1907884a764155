import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';

/** Something that the reference says of a call, and the names of the programs that prove it. */
export interface Claim {
  /** The anchor of the call on the page. */
  readonly call: string;
  /** In Portuguese, with code between backticks. */
  readonly says: string;
  readonly Python?: string;
  readonly Node?: string;
  /** Present where it is so, or can be seen, on Linux only. */
  readonly linux?: true;
}

const project = fileURLToPath(new URL('../..', import.meta.url));
const FILE = 'e2e/calls/claims.json';
const LINE = /^<<< claims (?<call>[\w-]+)$/;

/** What VitePress tells a plugin about the page; `includes` are the files whose change changes the page. */
interface PageEnvironment {
  readonly relativePath?: string;
  readonly includes?: string[];
}

export function readClaims(root: string = project): readonly Claim[] {
  return JSON.parse(readFileSync(join(root, FILE), 'utf8'));
}

/**
 * Renders a line `<<< claims recv` as a folded list of what the tests prove of that call.
 *
 * @param root the project's folder
 */
export function claimsPlugin(md: MarkdownRenderer, root: string = project): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'claims', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const call = LINE.exec(state.src.slice(from, state.eMarks[startLine]).trimEnd())?.groups?.call;
    if (call === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '', includes }: PageEnvironment = state.env;
    includes?.push(join(root, FILE).replaceAll('\\', '/'));
    const own = readClaims(root).filter((claim) => claim.call === call);
    if (own.length === 0) {
      const message = `${FILE} não diz nada de «${call}»`;
      const remedy = 'Confira o nome, ou escreva a afirmação e o programa que a prova.';
      throw new LiterateError([
        { file: `docs/${relativePath}`, line: startLine + 1, message, remedy },
      ]);
    }
    const token = state.push('html_block', '', 0);
    token.content = renderClaims(own, (text) => md.renderInline(text));
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

/** @param renderInline what makes HTML of a sentence with code between backticks */
export function renderClaims(
  claims: readonly Claim[],
  renderInline: (text: string) => string,
): string {
  const items = claims.map(({ says, linux, ...languages }) => {
    const where = (['Python', 'Node'] as const).filter((language) => languages[language]);
    const tags = [...where, ...(linux ? ['só no Linux'] : [])].join(', ');
    return `<li>${renderInline(says)} <span class="claim-where">${tags}</span></li>`;
  });
  const count = claims.length === 1 ? 'uma afirmação' : `${claims.length} afirmações`;
  return `<details class="claims" v-pre><summary>Provado aqui: ${count}</summary><ul>${items.join('')}</ul></details>\n`;
}
