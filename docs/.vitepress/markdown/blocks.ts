import { htmlAsMarkdown } from './html.ts';

/** The ends of what the site shows as a line or a box of its own, where the next one follows at once. */
const TOUCHING = /(<\/(?:a|code|div|span|strong)>|[.!?;:)])(?=<(?:a|code|div|span|strong)\b)/g;

/**
 * What blocks of ours make of data (glossary, options, ways…), as Markdown: headings, lists, terms, links and tables.
 *
 * @param base the site's base path, which Markdown's own links have and those of our HTML lack
 */
export function blocksAsMarkdown(html: string, base: string): string {
  const text = html
    .replace(/<a class="header-anchor"[\s\S]*?<\/a>/g, '')
    .replace(/<h([2-6])[^>]*>([\s\S]*?)<\/h\1>/g, (_, level: string, content: string) => {
      return `\n\n${'#'.repeat(Number(level))} ${content.trim()}\n\n`;
    })
    .replace(/<br\s*\/?>/g, ' ')
    .replace(TOUCHING, '$1 ')
    .replace(/<li[^>]*>/g, '\n- ')
    .replace(/<dt[^>]*>([\s\S]*?)<\/dt>/g, '\n\n**$1**\n')
    .replace(/<dd[^>]*>/g, ' ')
    .replace(
      /<a\s[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g,
      (_, link: string, content: string) => {
        const own = link.startsWith(base) ? link.slice(base.length - 1) : link;
        return `[${content}](${own.replace(/\.html(?=#|$)/, '')})`;
      },
    );
  return htmlAsMarkdown(text);
}
