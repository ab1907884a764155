// #region byte-rows-row
/** Bytes no terminal: todos juntos, e depois um dono em cada linha. */
import { styleText } from 'node:util';

export type Colour = 'cyan' | 'yellow' | 'magenta' | 'green' | 'gray';
/** As cores dos donos, uma depois da outra. */
export const colours = ['cyan', 'yellow', 'magenta', 'green'] as const;

/** Alguns bytes seguidos e o que eles são. */
export interface Row {
  readonly offset: number;
  readonly size: number;
  readonly colour: Colour;
  /** O que são, em colunas. */
  readonly cells: readonly string[];
}
// #endregion byte-rows-row

// #region byte-rows-colour
/**
 * Cor, só em um terminal que a mostre (NO_COLOR a desliga). Ela repete o que as
 * linhas já dizem: sem ela, nada se perde.
 */
function paint(text: string, colour: Colour): string {
  const colourful = process.stdout.isTTY && process.stdout.hasColors();
  return colourful ? styleText(colour, text, { validateStream: false }) : text;
}

/** Dois algarismos por byte, de 00 a ff. */
function hexadecimal(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}
// #endregion byte-rows-colour

// #region byte-rows-show
function slices<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** O maior comprimento entre textos. */
function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

/** Um título, os bytes como vão pela rede, e de quem é cada um. */
export function showBytes(
  title: string,
  bytes: Uint8Array,
  rows: readonly Row[],
): void {
  console.log(`${title}: ${counted(bytes.length, 'byte')}`);
  const owned = rows.map(({ offset, size, colour }) =>
    hexadecimal(bytes.subarray(offset, offset + size)).map((each) => ({
      each,
      colour,
    })),
  );
  if (rows.length > 1)
    for (const line of slices(owned.flat(), 16))
      console.log(
        `  ${line.map(({ each, colour }) => paint(each, colour)).join(' ')}`,
      );
  const width = Math.max(...owned.map(({ length }) => Math.min(length, 8)), 1);
  const columns = (rows[0]?.cells ?? []).map((_, at) =>
    widest(rows.map(({ cells }) => cells[at] ?? '')),
  );
  rows.forEach(({ offset, colour, cells }, index) => {
    const named = cells.map((cell, at) => cell.padEnd(columns[at] ?? 0));
    slices(owned[index] ?? [], 8).forEach((part, at) => {
      const place = String(offset + at * 8).padStart(6);
      const text = part.map(({ each }) => each).join(' ');
      const space = ' '.repeat(width * 3 - 1 - text.length);
      const rest = at === 0 ? `  ${named.join('  ')}` : '';
      console.log(
        `${place}  ${paint(text, colour)}${space}${rest}`.replace(/ +$/, ''),
      );
    });
  });
}

/** «1 byte», «2 bytes». */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('r') ? 'es' : 's';
  return `${count} ${noun}${count === 1 ? '' : plural}`;
}
// #endregion byte-rows-show
