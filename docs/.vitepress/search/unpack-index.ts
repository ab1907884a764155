import type { PackedIndex } from './pack-index.ts';

/** The character that stands for 0; those after it stand for the following numbers. */
export const ZERO = 0x21;

/** The text that MiniSearch reads, from what `packIndex` made of it. */
export function unpackIndex({ rest, terms, documents, counts }: PackedIndex): string {
  const lines = documents.split('\n');
  let before = '';
  let next = 0;
  const index = terms.split('\n').map((line, place) => {
    const term = before.slice(0, Number.parseInt(line[0] ?? '0', 36)) + line.slice(1);
    before = term;
    const pieces = lines[place]?.split(' ') ?? [];
    const fields = pieces.map((piece) => {
      let id = -1;
      const frequencies = Array.from(piece.slice(1), (sign) => {
        id += sign.charCodeAt(0) - ZERO;
        return [id, counts.charCodeAt(next++) - ZERO];
      });
      return [piece[0], Object.fromEntries(frequencies)];
    });
    return [term, Object.fromEntries(fields)];
  });
  return JSON.stringify({ ...rest, index });
}
