import type { MarkdownRenderer } from 'vitepress';

type Highlight = NonNullable<MarkdownRenderer['options']['highlight']>;

/**
 * Colours each piece of code once. A page is rendered for the site and again for the search index, and a program stands in
 * it piece by piece and whole: most of a build's time went into the same colours again.
 */
export function rememberHighlightsPlugin(md: MarkdownRenderer): void {
  const { highlight } = md.options;
  if (!highlight) return;
  const known = new Map<string, ReturnType<Highlight>>();
  md.options.highlight = (code: string, language: string, attributes: string) => {
    const key = JSON.stringify([language, attributes, code]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = highlight(code, language, attributes);
    known.set(key, made);
    return made;
  };
}
