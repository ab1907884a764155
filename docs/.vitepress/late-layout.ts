import type { MarkdownRenderer } from 'vitepress';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** What makes a section as tall as it is. */
interface Extent {
  /** Lines of code and of terminals. */
  rows: number;
  /** Letters of text, which wraps. */
  letters: number;
  /** Paragraphs, headings, blocks of code: each has a space around it. */
  blocks: number;
}

/**
 * Each section of a lesson's page, but for the first, is laid out when the reader comes near it: on an old machine the
 * whole of a long page takes longer than all the rest. How tall it will be is estimated, so that the bar at the side
 * tells how long the page is.
 */
export function lateLayoutPlugin(md: MarkdownRenderer): void {
  md.core.ruler.push('late-layout', (state) => {
    const { relativePath = '' }: { relativePath?: string } = state.env;
    if (!relativePath.startsWith('licoes/')) return;
    const headings = state.tokens.flatMap(({ type, tag, level }, index) =>
      type === 'heading_open' && tag === 'h2' && level === 0 ? [index] : [],
    );
    const html = (content: string) =>
      Object.assign(new state.Token('html_block', '', 0), { content });
    const starts = headings.slice(1);
    const tokens = state.tokens.slice(0, starts[0]);
    for (const [index, start] of starts.entries()) {
      const section = state.tokens.slice(start, starts[index + 1]);
      const { rows, letters, blocks } = measure(section);
      tokens.push(
        html(`<div class="late" style="--rows:${rows};--letters:${letters};--blocks:${blocks}">\n`),
        ...section,
        html('</div>\n'),
      );
    }
    state.tokens = tokens;
  });
}

function measure(tokens: readonly Token[]): Extent {
  const extent: Extent = { rows: 0, letters: 0, blocks: 0 };
  /** How many folds are open here; what is in one does not show at first. */
  let folds = 0;
  for (const [index, { type, content, block, hidden: isTight }] of tokens.entries()) {
    if (type === 'container_details_open') folds++;
    else if (type === 'container_details_close') folds--;
    else if (type === 'html_block') {
      extent.blocks += count(/<summary/g, content);
      folds += count(/<details/g, content) - count(/<\/details/g, content);
    }
    if (folds > 0) continue;
    if (type === 'fence') {
      // Of a program's two languages TypeScript shows at first.
      if (/^<div class="piece-view .*piece-py/.test(tokens[index - 1]?.content ?? '')) continue;
      extent.rows += content.trimEnd().split('\n').length;
      extent.blocks += 4;
    } else if (type === 'inline') extent.letters += content.length;
    else if (type === 'html_block') {
      extent.letters += content.replace(/<[^>]*>/g, '').length;
      extent.blocks += count(/<(?:p|li|tr|figure|svg)\b/g, content);
    } else if (type.endsWith('_open') && block && !isTight) extent.blocks++;
  }
  return extent;
}

function count(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].length;
}
