// #region own-values-counted
/** Do que se digita para os valores que um formato pede. */
import { type Marshallable, PyFloat } from '@tomada/marshal';
import { calcsize, layout, type PackValue, StructError } from '@tomada/struct';
import { UsageError } from '@tomada/utils';
import { counted } from '#byte-rows';

/** Mais do que isto não se lê em uma tela. */
const MOST_BYTES = 128;

/** Um valor para cada lugar do formato; UsageError diz o que não serve. */
export function readValues(
  format: string,
  words: readonly string[],
): PackValue[] {
  const size = sizeOf(format);
  if (size > MOST_BYTES)
    throw new UsageError(
      `O formato «${format}» ocupa ${size} bytes; aqui cabem ${MOST_BYTES}.`,
    );
  const places = layout(format).filter(({ argument }) => argument !== null);
  if (places.length !== words.length) {
    const wanted = counted(places.length, 'valor');
    throw new UsageError(
      `O formato «${format}» pede ${wanted}; você deu ${words.length}.`,
    );
  }
  return places.map(({ code }, at) => readValue(code, words[at] ?? ''));
}

function sizeOf(format: string): number {
  if (/^["']/.test(format))
    throw new UsageError(
      `Formato «${format}»: tire as aspas; no cmd use aspas duplas.`,
    );
  try {
    return calcsize(format);
  } catch (error) {
    if (!(error instanceof StructError)) throw error;
    throw new UsageError(error.message);
  }
}
// #endregion own-values-counted

// #region own-values-read
const INTEGER = /^([+-]?)([0-9]{1,30}|0x[0-9a-f]{1,20})$/i;
const TOO_LONG = /^[+-]?([0-9]{31,}|0x[0-9a-f]{21,})$/i;
const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,4})?$/i;
const SPECIAL = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan', Number.NaN],
]);
const ANSWERS = new Map([
  ['sim', true],
  ['não', false],
]);

/** Um number só é exato até 2 elevado a 53; daí em diante, um bigint. */
function readInteger(word: string): number | bigint | undefined {
  if (TOO_LONG.test(word))
    throw new UsageError(
      `«${word}» tem algarismos demais: no máximo 30, ou 20 depois de 0x.`,
    );
  const [, sign, digits] = INTEGER.exec(word) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}

function readDecimal(word: string): number | undefined {
  return DECIMAL.test(word) ? Number(word) : SPECIAL.get(word);
}

function readValue(code: string, word: string): PackValue {
  const wrong = (wanted: string) =>
    new UsageError(`«${word}» não serve para o código ${code}: ${wanted}.`);
  if (code === 's' || code === 'p') return Buffer.from(word);
  if (code === 'c') {
    const bytes = Buffer.from(word);
    if (bytes.length === 1) return bytes;
    throw wrong(`ele é de um byte só, e isto são ${bytes.length}`);
  }
  if (code === '?') {
    const answer = ANSWERS.get(word);
    if (answer === undefined) throw wrong('escreva sim ou não');
    return answer;
  }
  const isFloat = 'efd'.includes(code);
  const value = isFloat ? readDecimal(word) : readInteger(word);
  if (value !== undefined) return value;
  throw wrong(
    isFloat
      ? 'escreva um número, com ponto e não vírgula (2.5)'
      : 'escreva um número inteiro (7, -2 ou 0xff)',
  );
}
// #endregion own-values-read

// #region own-values-any
/** Sem formato, quem diz o tipo é a cara da palavra. */
export function readAnyValue(word: string): Marshallable {
  const integer = readInteger(word);
  if (integer !== undefined) return integer;
  const decimal = readDecimal(word);
  // 2.0 é um float; em JavaScript, sem a classe, seria o mesmo que 2.
  return decimal === undefined ? word : new PyFloat(decimal);
}
// #endregion own-values-any
