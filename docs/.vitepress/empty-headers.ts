import type { MarkdownRenderer } from 'vitepress';

/** The empty corner of a table is no header: to who hears the page it would announce nothing. */
export function emptyHeadersPlugin(md: MarkdownRenderer): void {
  md.core.ruler.push('empty-headers', ({ tokens }) => {
    for (const [index, open] of tokens.entries()) {
      const [inline, close] = [tokens[index + 1], tokens[index + 2]];
      if (open.type !== 'th_open' || inline?.content !== '' || close?.type !== 'th_close') continue;
      open.tag = 'td';
      close.tag = 'td';
    }
  });
}
