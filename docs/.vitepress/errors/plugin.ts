import { LiterateError } from '@tomada/literate';
import type { MarkdownRenderer } from 'vitepress';
import { allForms } from './forms.ts';
import { renderForms, renderList } from './render.ts';

const LINE = /^<<< errors? (?<what>\w+)$/;

/** Renders a line `<<< errors list` as the list of all sentences, and `<<< error EPIPE` as those of one code. */
export function errorsPlugin(md: MarkdownRenderer): void {
  // Before VitePress takes the line for a piece of source.
  md.block.ruler.before('snippet', 'errors', (state, startLine, _endLine, isSilent) => {
    const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const line = state.src.slice(from, state.eMarks[startLine]).trimEnd();
    const what = LINE.exec(line)?.groups?.what;
    if (what === undefined) return false;
    if (isSilent) return true;
    const { relativePath = '' }: { relativePath?: string } = state.env;
    const token = state.push('html_block', '', 0);
    const where = { file: `docs/${relativePath}`, line: startLine + 1 };
    token.content =
      what === 'list' ? renderList(md.utils.escapeHtml) : render(what, md.utils.escapeHtml, where);
    token.map = [startLine, startLine + 1];
    state.line = startLine + 1;
    return true;
  });
}

function render(
  wanted: string,
  escapeHtml: (text: string) => string,
  where: { readonly file: string; readonly line: number },
): string {
  for (const [code, forms] of allForms) {
    if (code === wanted) return renderForms(code, forms, escapeHtml);
  }
  throw new LiterateError([
    {
      ...where,
      message: `não há frases do código «${wanted}»`,
      remedy: 'Elas ficam em docs/.vitepress/errors/forms.ts.',
    },
  ]);
}
