import type { PackValue } from '@tomada/struct';

/** What was typed, as a value for `pack`, or why it is none. */
export type ReadValue = { readonly value: PackValue } | { readonly problem: string };

/** More does not fit into the field; every code takes far less. */
const MOST_CHARACTERS = 200;
const INTEGER = /^([+-]?)(\d{1,30}|0x[\da-f]{1,20})$/i;
const TOO_LONG = /^[+-]?(\d{31,}|0x[\da-f]{21,})$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?$/i;
const specials = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
]);
const answers = new Map([
  ['sim', true],
  ['não', false],
]);

/**
 * Reads the text of a value as its code wants it, as the lesson's program reads a word; and without
 * the white space around a number or an answer. What only `pack` can judge (is it too large?) is left to `pack`.
 *
 * @param code the format's character, not `x`
 * @example readValue('q', '0xff') // { value: 255 }
 * @example readValue('i', '2,5') // { problem: 'escreva um número inteiro…' }
 */
export function readValue(code: string, text: string): ReadValue {
  if (text.length > MOST_CHARACTERS)
    return { problem: `são ${text.length} caracteres, e aqui cabem até ${MOST_CHARACTERS}` };
  switch (kindOf(code)) {
    case 'text':
      return { value: new TextEncoder().encode(text) };
    case 'character':
      return readCharacter(text);
    case 'answer':
      return found(answers.get(text.trim()), 'escreva sim ou não');
    case 'decimal':
      return found(
        readDecimal(text.trim()),
        'escreva um número, com ponto e não vírgula: 2.5, -1e3, inf ou nan',
      );
    default:
      return readInteger(text.trim());
  }
}

/** Codes of one kind take the same texts. */
export function kindOf(code: string): 'text' | 'character' | 'answer' | 'decimal' | 'integer' {
  if (code === 's' || code === 'p') return 'text';
  if (code === 'c') return 'character';
  if (code === '?') return 'answer';
  return 'efd'.includes(code) ? 'decimal' : 'integer';
}

/** What people expect to see for a code before they typed anything. */
export function exampleText(code: string): string {
  return { text: 'olá', character: 'A', answer: 'sim', decimal: '0.1', integer: '7' }[kindOf(code)];
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
function readInteger(text: string): ReadValue {
  if (TOO_LONG.test(text))
    return { problem: 'tem algarismos demais (no máximo 30, ou 20 depois de 0x)' };
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return { problem: 'escreva um número inteiro: 7, -2 ou 0xff' };
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  return { value: Number.isSafeInteger(Number(value)) ? Number(value) : value };
}

function readDecimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : specials.get(text);
}
