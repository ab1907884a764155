import { fileURLToPath } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';
import type { Replacement } from './patch-theme.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** What makes a section as tall as it is. */
interface Extent {
  /** Lines of code and of terminals. */
  rows: number;
  /** Letters of text, which wraps. */
  letters: number;
  /** Paragraphs, headings, blocks of code: each has a space around it. */
  blocks: number;
}

/** Of a lesson's page the first screen and a little more are laid out at once, rem on a phone. */
const FIRST_PART = 52;
/** A part that is taller ends where the next block can begin one. */
const TALL_PART = 26;

/**
 * A lesson's page, but for its first screen, is laid out part by part when the reader comes near: on an old machine the
 * whole of a long page takes longer than all the rest. Those parts that are near from the start come after the first
 * frame, one by one (blocks.css). How tall a part will be is estimated, so that the bar at the side tells how long the
 * page is.
 */
export function lateLayoutPlugin(md: MarkdownRenderer): void {
  md.core.ruler.push('late-layout', (state) => {
    const { relativePath = '' }: { relativePath?: string } = state.env;
    if (!relativePath.startsWith('licoes/')) return;
    const [first = [], ...late] = partsOf(blocksOf(state.tokens, relativePath));
    const html = (content: string) =>
      Object.assign(new state.Token('html_block', '', 0), { content });
    state.tokens = [
      ...first,
      ...late.flatMap((part, place) => {
        const { rows, letters, blocks } = measure(part);
        const style = `--place:${place};--rows:${rows};--letters:${letters};--blocks:${blocks}`;
        return [html(`<div class="late" style="${style}">\n`), ...part, html('</div>\n')];
      }),
    ];
  });
}

/** What stands side by side on the page: a paragraph, a list, a figure with all that is in it. @throws {Error} where a tag is left open */
function blocksOf(tokens: readonly Token[], page: string): Token[][] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting + (token.type === 'html_block' ? openedTags(token.content) : 0);
  }
  if (depth !== 0) throw new Error(`${page}: ${depth} tags are not closed`);
  return blocks;
}

/** How many more tags are opened than closed. */
function openedTags(html: string): number {
  const opened =
    /<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][^>]*(?<!\/)>/gi;
  return count(opened, html) - count(/<\//g, html);
}

function partsOf(blocks: readonly Token[][]): Token[][] {
  const parts: Token[][] = [[]];
  let height = 0;
  let isFirstSection = true;
  for (const [index, block] of blocks.entries()) {
    const part = parts.at(-1) ?? [];
    const isSection = block[0]?.tag === 'h2';
    const isTall = height > (parts.length === 1 ? FIRST_PART : TALL_PART);
    const startsPart = isSection ? !isFirstSection : isTall && canFollow(blocks[index - 1], block);
    if (isSection) isFirstSection = false;
    if (startsPart) {
      parts.push([...block]);
      height = 0;
    } else part.push(...block);
    height += heightOf(measure(block));
  }
  return parts;
}

/** Whether the space between two blocks is the same when a part ends between them: all of it is the second one's. */
function canFollow([before]: readonly Token[] = [], [after]: readonly Token[] = []): boolean {
  if (before === undefined || before.tag.startsWith('h')) return false;
  if (after?.tag === 'h3') return true;
  if (after?.type === 'html_block')
    return /^<(?:figure class="piece|div class="terminals)/.test(after.content);
  return (after?.tag === 'p' || after?.type === 'fence') && /^(?:p|ul|ol)$/.test(before.tag);
}

/** rem on a phone, as in blocks.css */
function heightOf({ rows, letters, blocks }: Extent): number {
  return rows * 1.8 + letters * 0.055 + blocks * 2.2;
}

/** As tall as so many paragraphs' spaces: a heading, what is folded, a drawing, the view of bytes. */
const HEADINGS: Readonly<Record<string, number>> = { h2: 4, h3: 2 };
const FOLD = 4;
const DRAWING = 24;
const BYTE_VIEW = 40;

function measure(tokens: readonly Token[]): Extent {
  const extent: Extent = { rows: 0, letters: 0, blocks: 0 };
  /** How many folds are open here; what is in one does not show at first. */
  let folds = 0;
  /** Of a program's two languages TypeScript shows at first. */
  let isInTypeScript = false;
  for (const [index, { type, tag, content, block, hidden: isTight }] of tokens.entries()) {
    if (type === 'container_details_open') folds++;
    else if (type === 'container_details_close') folds--;
    else if (type === 'html_block') {
      extent.blocks += FOLD * count(/<summary/g, content);
      folds += count(/<details/g, content) - count(/<\/details/g, content);
      if (content.includes('<figure')) isInTypeScript = false;
      if (content.includes('piece-step piece-ts')) isInTypeScript = true;
    }
    if (folds > 0) continue;
    if (content.includes('<ByteView')) extent.blocks += BYTE_VIEW;
    if (type === 'fence') {
      const isPython = tokens[index - 1]?.content.includes('piece-step piece-py');
      if (isPython && isInTypeScript) continue;
      extent.rows += content.trimEnd().split('\n').length;
      extent.blocks += 4;
    } else if (type === 'inline') extent.letters += content.length;
    else if (type === 'html_block') {
      extent.letters += content.replace(/<[^>]*>/g, '').length;
      extent.blocks += count(/<(?:p|li|tr|figure)\b/g, content);
      extent.blocks += DRAWING * count(/<svg\b/g, content);
    } else if (type.endsWith('_open') && block && !isTight) {
      extent.blocks += HEADINGS[tag] ?? 1;
    }
  }
  return extent;
}

function count(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].length;
}

const scrollToStay = fileURLToPath(new URL('theme/scroll-to-stay.ts', import.meta.url));

/** A link leads to its heading where that will be, not where it was thought to be. */
export const staysAtHeading: readonly Replacement[] = [
  {
    file: 'app/router.js',
    from: 'target.scrollIntoView({ block: "start" });',
    to: 'scrollToStay(target);',
  },
  {
    file: 'app/router.js',
    from: 'function scrollTo(',
    to: `import { scrollToStay } from ${JSON.stringify(scrollToStay)};\nfunction scrollTo(`,
  },
];
