import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMarkdownRenderer, type SiteConfig } from 'vitepress';
import { writeServiceWorker } from '../../offline/precache.ts';
import { sidebar } from '../navigation.ts';
import { type Listed, writeLlms, writeLlmsFull } from './llms.ts';
import { pagesAsMarkdown } from './pages-as-markdown.ts';
import type { SiteAddress } from './site-address.ts';

/** What the built site holds beside its pages: the same as Markdown, lists for machines, the offline copy's list. */
export async function finishSite(site: SiteConfig, address: SiteAddress): Promise<void> {
  const write = (file: string, text: string) => {
    const path = join(site.outDir, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const pages = site.pages.filter((page) => page !== 'index.md');
  const md = await createMarkdownRenderer(site.srcDir, site.markdown, address.base, site.logger);
  const texts = pagesAsMarkdown(pages, address, md);
  for (const [page, text] of texts) write(page, text);
  const listed = pages.map((page) => ({ page, ...toldBy(join(site.srcDir, page)) }));
  write('llms.txt', writeLlms(sidebar, listed, address));
  write('llms-full.txt', writeLlmsFull(texts, address));
  if (address.home !== undefined) {
    write('robots.txt', `User-agent: *\nAllow: /\n\nSitemap: ${address.home}sitemap.xml\n`);
  }
  // Last: it lists what is there.
  await writeServiceWorker(site.outDir);
}

/** The title and the description in a page's front matter. */
function toldBy(file: string): Omit<Listed, 'page'> {
  const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(file, 'utf8')) ?? [];
  const field = (name: string) => {
    const value = new RegExp(`^${name}: (.*)$`, 'm').exec(matter)?.[1];
    if (value === undefined) throw new Error(`${file} has no ${name} in its front matter`);
    return value.replace(/^(["'])(.*)\1$/, '$2');
  };
  return { title: field('title'), description: field('description') };
}
