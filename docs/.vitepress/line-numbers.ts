import type { MarkdownRenderer } from 'vitepress';

/**
 * The numbers of a block's lines are one text: with an element for each, a long page would have thousands more. It is
 * preformatted, because Vue makes one space of the ends of lines elsewhere. The code says how many lines it has, so
 * that its height is known before it is laid out.
 */
export function lineNumbersPlugin(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (...args) => {
    const block = fence?.(...args) ?? '';
    const [whole, attributes, spans] = NUMBERS.exec(block) ?? [];
    if (whole === undefined) return block;
    const numbers = [...(spans ?? '').matchAll(/>(\d*)<\/span>/g)].map(([, number]) => number);
    return block
      .replace(whole, `<pre${attributes}>${numbers.join('\n')}</pre>`)
      .replace(/(?<=<div class="language-[^"]*")/, ` style="--lines:${numbers.length}"`);
  };
}

const NUMBERS =
  /<div( class="line-numbers-wrapper"[^>]*)>((?:<span class="line-number">\d*<\/span><br>)+)<\/div>/;
