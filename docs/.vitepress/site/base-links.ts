import type { MarkdownRenderer } from 'vitepress';

/** An address within the site in a tag, but not one of another host (`//x.y`). */
const OWN = /(<[a-z][^<>]*?\s(?:href|src)=")\/(?!\/)/g;

/** VitePress puts the base path before Markdown's links alone; our blocks write HTML. */
export function baseLinksPlugin(md: MarkdownRenderer, base: string): void {
  if (base === '/') return;
  const render = md.renderAsync.bind(md);
  md.renderAsync = async (source, env) => addBase(await render(source, env), base);
}

/** Puts the base path before every address within the site that lacks it. */
export function addBase(html: string, base: string): string {
  return html.replace(OWN, (whole, start: string, at: number) =>
    html.startsWith(base, at + whole.length - 1) ? whole : `${start}${base}`,
  );
}
