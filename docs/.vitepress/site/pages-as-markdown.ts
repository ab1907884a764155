import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';
import { blocksAsMarkdown } from '../markdown/blocks.ts';
import { pageAsMarkdown } from '../markdown/page.ts';
import type { SiteAddress } from './site-address.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A link that leads inside the site: `](/licoes/udp#passo-1)`. */
const LINK = /\]\((\/[\w/-]*)(#[\w.-]+)?\)/g;

/** An anchor that a heading or a paragraph names itself. */
const ANCHOR = / \{#[\w.-]+\}$/;

/**
 * The site's pages as Markdown with the code of the programs in it, for readers that are programs themselves.
 *
 * @param pages their sources, from the folder of the site: `licoes/udp.md`
 * @param md what the site's pages are rendered with: tables that our own blocks make are taken from their HTML
 */
export function pagesAsMarkdown(
  pages: readonly string[],
  { base, home }: SiteAddress,
  md: MarkdownRenderer,
): ReadonlyMap<string, string> {
  const known = new Set(pages.map((page) => `/${page.replace(/\.md$/, '')}`));
  const start = home ?? base;
  const relink = (text: string) =>
    text.replace(ANCHOR, '').replace(LINK, (_, link: string, anchor = '') => {
      const file = known.has(link) ? `${link.slice(1)}.md` : link.slice(1);
      return `](${start}${file}${anchor})`;
    });
  return new Map(
    pages.map((page) => [
      page,
      pageAsMarkdown(`docs/${page}`, readFileSync(join(root, 'docs', page), 'utf8'), {
        root,
        relink,
        heading: (line) => line,
        showOther: (line) => {
          const env = { relativePath: page, path: join(root, 'docs', page) };
          return relink(blocksAsMarkdown(md.render(line, env), base));
        },
      }),
    ]),
  );
}
