import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitepress';
import { ZERO } from './unpack-index.ts';

/** What MiniSearch writes, as far as it is packed here: the rest goes along as it is. */
export interface SavedIndex {
  /** Each term with, for each field, how often each document has it. */
  readonly index: readonly (readonly [
    string,
    Readonly<Record<string, Readonly<Record<string, number>>>>,
  ])[];
}

/** A saved index without its terms, and these packed: see {@link packIndex}. */
export interface PackedIndex {
  readonly rest: object;
  /** Terms in the order of the alphabet, one a line: how much it shares with the one before (base 36), and the rest. */
  readonly terms: string;
  /**
   * For each term a line; for each of its fields a piece of `<field><documents>`, parted by spaces. A document is the
   * distance from the one before it, as one character from `!` on.
   */
  readonly documents: string;
  /** In the same order how often the document has the term, as one character from `!` on (1). */
  readonly counts: string;
}

/**
 * Packs an index that MiniSearch saved: people with a slow line load it. `unpackIndex` gives the same back.
 *
 * @throws {RangeError} for a document that is further from the one before than a character can say
 */
export function packIndex({ index, ...rest }: SavedIndex): PackedIndex {
  const terms: string[] = [];
  const documents: string[] = [];
  const counts: string[] = [];
  let before = '';
  for (const [term, fields] of [...index].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shared = sharedStart(before, term);
    terms.push(`${shared.toString(36)}${term.slice(shared)}`);
    before = term;
    const pieces = Object.entries(fields).map(([field, frequencies]) => {
      let last = -1;
      const places = Object.entries(frequencies).map(([id, count]) => {
        const distance = Number(id) - last;
        last = Number(id);
        counts.push(signOf(count));
        return signOf(distance);
      });
      return `${field}${places.join('')}`;
    });
    documents.push(pieces.join(' '));
  }
  return {
    rest,
    terms: terms.join('\n'),
    documents: documents.join('\n'),
    counts: counts.join(''),
  };
}

function signOf(number: number): string {
  // Above them stand the characters that come in pairs.
  if (ZERO + number >= 0xd800) throw new RangeError(`${number} is too large for the packed index`);
  return String.fromCharCode(ZERO + number);
}

function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length, 35);
  for (let place = 0; place < most; place++) if (a[place] !== b[place]) return place;
  return most;
}

const unpacking = fileURLToPath(new URL('./unpack-index.ts', import.meta.url));

/** Packs the index that VitePress hands to the site's search window. */
export const packedIndex: Plugin = {
  name: 'packed-search-index',
  enforce: 'post',
  transform(code, id) {
    if (!/^\/@localSearchIndex\w/.test(id)) return undefined;
    const [, text] = /^export default ("[\s\S]*")/.exec(code) ?? [];
    if (text === undefined)
      throw new Error('VitePress writes the index of its search in another way');
    const saved: SavedIndex = JSON.parse(JSON.parse(text));
    // While the development server still reads the pages there is none.
    if (!saved.index) return undefined;
    return [
      `import { unpackIndex } from ${JSON.stringify(unpacking)};`,
      `export default unpackIndex(${JSON.stringify(packIndex(saved))});`,
    ].join('\n');
  },
};
