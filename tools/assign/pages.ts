import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageAsMarkdown } from '../../docs/.vitepress/markdown/page.ts';
import type { Handout } from './handout.ts';
import { anchorHeading, connectPages, relink } from './links.ts';
import { missingHere } from './missing.ts';
import { partsOf } from './titles.ts';

const SOLUTION = /\/solution\.md$/;
/** A section that holds nothing but the way to a solution. */
const WAY_TO_SOLUTION = /^## .*\n\n\[[^\]]*\]\(\/[\w/-]+\/solution\)[^\n]*\n/m;

/** The pages of the lessons as they stand on the site, by path from the root. */
export function readPages({ root, lessons, withSolutions }: Handout): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const page of lessons.flatMap((slug) => pagesOf(root, slug))) {
    if (!withSolutions && SOLUTION.test(page)) continue;
    const text = readFileSync(join(root, page), 'utf8');
    texts.set(page, withSolutions ? text : text.replace(WAY_TO_SOLUTION, ''));
  }
  return texts;
}

/** The same as Markdown. */
export function writePages(handout: Handout): ReadonlyMap<string, string> {
  const texts = readPages(handout);
  const pages = connectPages(texts);
  return new Map(
    [...texts].map(([page, text]) => [
      page,
      pageAsMarkdown(page, text, {
        root: handout.root,
        relink: (line, from) => relink(line, from, pages),
        heading: (line, from) => anchorHeading(line, from, pages),
        note: missingHere(text, handout),
      }),
    ]),
  );
}

/** A lesson's own page, those of its other programs, and after each the one of its solution. */
function pagesOf(root: string, slug: string): readonly string[] {
  const folder = `docs/licoes/${slug}`;
  const parts = partsOf(slug).flatMap((part) => [
    `${folder}/${part}.md`,
    `${folder}/${part}/solution.md`,
  ]);
  return [`${folder}.md`, ...parts].filter((page) => existsSync(join(root, page)));
}
