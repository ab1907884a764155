// #region struct-bytes-names
/** Números e bytes: cada código de um formato e o tipo dele em C. */
import {
  layout,
  type PackValue,
  pack,
  type UnpackedValue,
  unpack,
} from '@tomada/struct';
import { visibleText } from '@tomada/utils';
import { colours, counted, type Row, showBytes } from '#byte-rows';

const typesInC: Readonly<Record<string, string>> = {
  c: 'char',
  b: 'signed char',
  B: 'unsigned char',
  '?': '_Bool',
  h: 'short',
  H: 'unsigned short',
  i: 'int',
  I: 'unsigned int',
  l: 'long',
  L: 'unsigned long',
  q: 'long long',
  Q: 'unsigned long long',
  n: 'ssize_t',
  N: 'size_t',
  e: 'meio float',
  f: 'float',
  d: 'double',
  s: 'char[]',
  p: 'char[] (Pascal)',
  P: 'void *',
};
// #endregion struct-bytes-names

// #region struct-bytes-show
/** Empacota, mostra de quem é cada byte e diz o que unpack lê de volta. */
export function showStruct(format: string, values: readonly PackValue[]): void {
  const bytes = pack(format, ...values);
  const back = unpack(format, bytes);
  const rows: Row[] = [];
  let end = 0;
  for (const { offset, size, code, argument } of layout(format)) {
    if (argument === null) continue; // x: bytes de ninguém
    rows.push(...padding(end, offset));
    const colour = colours[argument % colours.length] ?? 'cyan';
    const value = showValue(code, back[argument]);
    const cells = [code, typesInC[code] ?? '', value];
    rows.push({ offset, size, colour, cells });
    end = offset + size;
  }
  rows.push(...padding(end, bytes.length));
  showBytes(`formato ${visibleText(format)}`, bytes, rows);
  const list = counted(back.length, 'valor');
  console.log(`unpack devolve uma sequência de ${list}`);
}

/** O que fica entre um valor e o seguinte, e não é de nenhum. */
function padding(from: number, to: number): Row[] {
  if (from === to) return [];
  const cells = ['x', 'enchimento', ''];
  return [{ offset: from, size: to - from, colour: 'gray', cells }];
}
// #endregion struct-bytes-show

// #region struct-bytes-value
/** Como Python escreve o valor, para os dois programas dizerem o mesmo. */
function showValue(code: string, value: UnpackedValue | undefined): string {
  if (typeof value === 'boolean') return value ? 'sim' : 'não';
  if (value instanceof Uint8Array)
    return `«${visibleText(Buffer.from(value).toString('utf8'))}»`;
  const isFloat = typeof value === 'number' && 'efd'.includes(code);
  return isFloat ? showFloat(value) : String(value);
}

/** 7 é um int; 7.0, um float. Em JavaScript os dois são o number 7. */
export function showFloat(value: number): string {
  if (!Number.isFinite(value))
    return String(value).replace('Infinity', 'inf').toLowerCase();
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16))
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  const text = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) ? `${text}.0` : text;
}
// #endregion struct-bytes-value
