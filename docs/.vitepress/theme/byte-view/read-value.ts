import type { PackValue } from '@tomada/struct';

/** What was typed, as a value for `pack`, or why it is none. */
export type ReadValue = { readonly value: PackValue } | { readonly problem: string };

const INTEGER = /^([+-]?)(\d{1,40}|0x[\da-f]{1,32})$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i;
const specials = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
]);
const answers = new Map([
  ['sim', true],
  ['true', true],
  ['1', true],
  ['não', false],
  ['nao', false],
  ['false', false],
  ['0', false],
]);

/**
 * Reads the text of a value as its code wants it. What only `pack` can judge (is it too large?) is left to `pack`.
 *
 * @param code the format's character, not `x`
 * @example readValue('q', '0xff') // { value: 255 }
 * @example readValue('i', '2,5') // { problem: 'escreva um número inteiro…' }
 */
export function readValue(code: string, text: string): ReadValue {
  switch (code) {
    case 's':
    case 'p':
      return { value: new TextEncoder().encode(text) };
    case 'c':
      return readCharacter(text);
    case '?':
      return found(answers.get(text.trim().toLowerCase()), 'escreva sim ou não');
    case 'e':
    case 'f':
    case 'd':
      return found(
        readDecimal(text.trim()),
        'escreva um número, com ponto e não vírgula: 2.5, -1e3, inf ou nan',
      );
    default:
      return found(readInteger(text.trim()), 'escreva um número inteiro: 7, -2 ou 0xff');
  }
}

/** What people expect to see for a code before they typed anything. */
export function exampleText(code: string): string {
  if (code === 's' || code === 'p') return 'olá';
  if (code === 'c') return 'A';
  if (code === '?') return 'sim';
  return 'efd'.includes(code) ? '0.1' : '7';
}

function found(value: PackValue | undefined, wanted: string): ReadValue {
  return value === undefined ? { problem: wanted } : { value };
}

function readCharacter(text: string): ReadValue {
  const value = new TextEncoder().encode(text);
  if (value.length === 1) return { value };
  const have = text === '' ? 'aqui não há nenhum' : `«${text}» são ${value.length} em UTF-8`;
  return { problem: `escreva um caractere de 1 byte; ${have}` };
}

/** A number where it is exact, a bigint beyond. */
function readInteger(text: string): number | bigint | undefined {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function readDecimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : specials.get(text.toLowerCase());
}
