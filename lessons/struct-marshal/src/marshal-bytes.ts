// #region marshal-bytes-show
/** marshal: um valor inteiro de Python em bytes, cada parte com o seu tipo. */
import { dumps, loads, type Marshallable, PyTuple } from '@tomada/marshal';
import { layout, type Piece } from '@tomada/marshal/layout';
import { calcsize, unpack } from '@tomada/struct';
import { visibleText } from '@tomada/utils';
import { type Colour, type Row, showBytes } from '#byte-rows';
import { showFloat } from '#struct-bytes';

/** Escreve um valor e mostra de quem é cada byte; o que está dentro tem recuo. */
export function showMarshal(title: string, value: Marshallable): void {
  const bytes = dumps(value, 2);
  let start = 0; // onde começa o valor de cada peça
  const rows = layout(bytes).map((piece): Row => {
    const { offset, size, kind, depth } = piece;
    if (kind === 'type') start = offset;
    const [colour, what] = describe(
      piece,
      bytes.subarray(start, offset + size),
    );
    return { offset, size, colour, cells: ['  '.repeat(depth) + what] };
  });
  showBytes(title, bytes, rows);
}

/** O que uma peça diz; bytes vai do começo do valor ao fim da peça. */
function describe(
  { kind, code, text }: Piece,
  bytes: Uint8Array,
): readonly [Colour, string] {
  if (kind === 'type') return ['cyan', `tipo ${code}: ${text}`];
  if (kind === 'length')
    return ['yellow', `  tamanho: ${unpack('<i', bytes.subarray(-4))}`];
  const value = loads(bytes);
  if (typeof value === 'string')
    return ['green', `  valor: «${visibleText(value)}»`];
  const shown = code === 'g' ? showFloat(Number(value)) : String(value);
  return ['green', `  valor: ${shown}`];
}
// #endregion marshal-bytes-show

// #region marshal-bytes-costs
/** O mesmo valor em Python, em JavaScript, e o formato de struct que o leva. */
const samples: readonly (readonly [string, Marshallable, string])[] = [
  ['7', 7, '!i'],
  ['0.1', 0.1, '!d'],
  ['"olá"', 'olá', '!4s'],
  ['[1, 2, 3]', [1, 2, 3], '!3i'],
  ['(1, 2, 3)', new PyTuple([1, 2, 3]), '!3i'],
  [
    '{"x": 1, "y": 2}',
    new Map([
      ['x', 1],
      ['y', 2],
    ]),
    '!2i',
  ],
];

/** JSON não tem tuplas: lá ela é uma lista, e volta como lista. */
function toJson(value: Marshallable): string {
  if (value instanceof PyTuple) return JSON.stringify(value.items);
  return JSON.stringify(
    value instanceof Map ? Object.fromEntries(value) : value,
  );
}

/** Uma linha por valor: quantos bytes em cada formato. */
export function showCosts(): void {
  console.log('valor             marshal  JSON  struct');
  for (const [shown, value, format] of samples) {
    const cells = [
      shown.padEnd(16),
      String(dumps(value, 2).length).padStart(9),
      String(Buffer.byteLength(toJson(value))).padStart(6),
      String(calcsize(format)).padStart(8),
    ];
    console.log(`${cells.join('')}  ${format}`);
  }
}
// #endregion marshal-bytes-costs
