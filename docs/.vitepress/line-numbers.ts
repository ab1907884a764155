import type { MarkdownRenderer } from 'vitepress';

/** Each line number is a line of its own by style: without the `<br>` behind each, a long page has thousands of elements less. */
export function lineNumbersPlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (...args) =>
    (fence?.(...args) ?? '').replace(/(<span class="line-number">\d*<\/span>)<br>/g, '$1');
}
