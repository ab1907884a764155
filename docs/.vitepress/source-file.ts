import { readFileSync } from 'node:fs';
import type { MarkdownRenderer } from 'vitepress';

/**
 * Shows the file name above a piece of source and the line numbers that it has in its file.
 * In a code group the tabs already say the name; what is no source has no numbers.
 */
export function sourceFilePlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (!token || !fence) return '';
    const title = /\[(.+)\]/.exec(token.info)?.[1];
    const { src, region } = (token.meta ?? {}) as { src?: string; region?: string };
    if (src && region && !token.info.includes(':line-numbers')) {
      const first = firstLineOfRegion(readFileSync(src, 'utf8'), region);
      if (first !== undefined) token.info += ` :line-numbers=${first}`;
    }
    if (/^(?:sh|txt|text)\b/.test(token.info)) token.info += ' :no-line-numbers';
    const block = fence(tokens, index, options, env, self);
    if (!title || isInCodeGroup(tokens, index)) return block;
    const name = md.utils.escapeHtml(title);
    return `<figure class="source-file"><figcaption v-pre>${name}</figcaption>${block}</figure>`;
  };
}

/**
 * The number of the first line inside a region, counted from 1; undefined when the region does not stand in one
 * piece (or not at all), so that no single number would be true.
 */
export function firstLineOfRegion(text: string, region: string): number | undefined {
  const starts = text
    .split('\n')
    .flatMap((line, index) =>
      /^\s*(?:\/\/|#)\s*#?region\s+(\S+)\s*$/.exec(line)?.[1] === region ? [index] : [],
    );
  const [start] = starts;
  return starts.length === 1 && start !== undefined ? start + 2 : undefined;
}

function isInCodeGroup(tokens: readonly { readonly type: string }[], index: number): boolean {
  const before = tokens.slice(0, index).map(({ type }) => type);
  return (
    before.lastIndexOf('container_code-group_open') >
    before.lastIndexOf('container_code-group_close')
  );
}
