import { posix } from 'node:path';

/** A link that leads inside the site: the text, the page (empty for this one), the anchor with its `#`. */
const LINK = /\[((?:[^[\]]|\[[^\]]*\])+)\]\((\/[\w/-]*)?(#[\w.-]+)?\)/g;
/** Headings name their anchors themselves where the site's links need another one: `## Antes {#antes}`. */
const HEADING = /^(#{1,6} .*?)(?: \{#([\w.-]+)\})?$/;

/** The pages that are handed out together, and which places in them their links lead to. */
export interface Pages {
  /** From the project's folder: `docs/licoes/udp.md`. */
  readonly paths: ReadonlySet<string>;
  /** `docs/licoes/udp.md#anchor`. */
  readonly targets: ReadonlySet<string>;
}

/** @param texts of the pages, by path */
export function connectPages(texts: ReadonlyMap<string, string>): Pages {
  const paths = new Set(texts.keys());
  const targets = [...texts].flatMap(([page, text]) =>
    [...text.matchAll(LINK)].map(([, , link, anchor = '']) => `${pageOf(link, page)}${anchor}`),
  );
  return { paths, targets: new Set(targets) };
}

/** A line of a page with links that work in the folder; what is only on the site is told by its address there. */
export function relink(line: string, page: string, { paths }: Pages): string {
  return line.replace(LINK, (_, text: string, link?: string, anchor = '') => {
    const target = pageOf(link, page);
    if (!paths.has(target)) return `${text} (no site: ${link}${anchor})`;
    const way = target === page ? '' : posix.relative(posix.dirname(page), target);
    return `[${text}](${way}${anchor})`;
  });
}

/** A heading, below an anchor of the site's name where a link leads to it: forges name theirs otherwise. */
export function anchorHeading(line: string, page: string, { targets }: Pages): string {
  const [, heading = line, own] = HEADING.exec(line) ?? [];
  const id = own ?? slugOf(heading.replace(/^#+ /, ''));
  return targets.has(`${page}#${id}`) ? `<a id="${id}"></a>\n\n${heading}` : heading;
}

function pageOf(link: string | undefined, page: string): string {
  return link === undefined ? page : `docs${link}.md`;
}

/** As VitePress names the anchor of a heading. */
function slugOf(heading: string): string {
  return heading
    .replace(/`/g, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^\d/, '_$&')
    .toLowerCase();
}
