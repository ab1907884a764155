import { byteOrderOf, defaultByteOrder } from './byte-order.ts';
import { type Encoding, formatCodes } from './format-codes.ts';
import { showPlace, showText, showValue } from './show.ts';
import { StructError } from './struct-error.ts';

/** A character of the format with its count: as many equal values, or one `s` or `p`, or padding. */
export interface FormatItem {
  /** The character, such as `h`. */
  readonly code: string;
  /** Its index in the format string. */
  readonly place: number;
  readonly encoding: Encoding;
  /** Where its first byte lies. */
  readonly offset: number;
  /** Bytes of each of its values; of a padding, all its bytes. */
  readonly size: number;
  /** How many values it takes; 0 for padding. */
  readonly count: number;
}

/** A format, understood. The memory that it takes grows with its text (some hundred times as much), not with its counts. */
export interface ParsedFormat {
  readonly littleEndian: boolean;
  /** Bytes in all. */
  readonly size: number;
  /** Values in all. */
  readonly count: number;
  readonly items: readonly FormatItem[];
}

/** Sizes beyond are no longer exact. CPython's limit is 2**63 - 1, as far out of reach for both. */
const LARGEST_SIZE = Number.MAX_SAFE_INTEGER;
/** What `isspace` of C says of ASCII; Python's `str.isspace` knows more. */
const WHITE_SPACE = ' \t\n\v\f\r';
/** As many digits of a count are shown. */
const MOST_DIGITS = 20;

/**
 * Reads a format string as CPython does («struct», Format Strings).
 *
 * @throws {StructError} ERR_STRUCT_FORMAT
 */
export function parseFormat(format: string): ParsedFormat {
  if (typeof format !== 'string') {
    const message = `O formato precisa ser um texto, e veio ${showValue(format)}.`;
    throw new StructError('ERR_STRUCT_FORMAT', message, { format: '', value: format });
  }
  const ownOrder = byteOrderOf(format.charAt(0));
  const { native, littleEndian } = ownOrder ?? defaultByteOrder;
  const codes = formatCodes(native);
  const items: FormatItem[] = [];
  let size = 0;
  let values = 0;
  for (let place = ownOrder === undefined ? 0 : 1; place < format.length; place++) {
    const first = place;
    while (isDigit(format.charCodeAt(place))) place++;
    const digits = format.slice(first, place);
    const code = format.charAt(place);
    if (digits === '' && WHITE_SPACE.includes(code)) continue;
    const known = codes.get(code);
    if (known === undefined) throw refuse(format, place, whyNoCode(code, cut(digits)));
    const repeat = digits === '' ? 1 : Number(digits);
    const offset = native ? Math.ceil(size / known.size) * known.size : size;
    size = offset + known.size * repeat;
    if (size > LARGEST_SIZE) throw refuse(format, place, 'o tamanho passa de 2**53 - 1 bytes');
    const count = known.repeats === 'values' ? repeat : known.repeats === 'bytes' ? 1 : 0;
    items.push({
      code,
      place,
      encoding: known.encoding,
      offset,
      size: known.repeats === 'values' ? known.size : repeat,
      count,
    });
    values += count;
  }
  return { littleEndian, size, count: values, items };
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

function cut(digits: string): string {
  return digits.length > MOST_DIGITS ? `${digits.slice(0, MOST_DIGITS)}…` : digits;
}

function whyNoCode(code: string, digits: string): string {
  if (code === '') return `falta o código que se repete depois do número ${digits}`;
  if (WHITE_SPACE.includes(code)) {
    return `há um espaço entre o número ${digits} e o código que se repete`;
  }
  if (byteOrderOf(code)) {
    return `a ordem dos bytes («${code}») só pode ser o primeiro caractere`;
  }
  if (formatCodes(true).has(code)) {
    return `«${code}» só existe com tamanhos nativos: sem ordem dos bytes, ou com «@»`;
  }
  const hint = code === '"' || code === "'" ? ' (o formato vai sem aspas dentro dele)' : '';
  return `${showText(code)} não é um código de formato${hint}`;
}

function refuse(format: string, place: number, why: string): StructError {
  const message = `Formato ${showText(format)}, ${showPlace(place)}: ${why}.`;
  return new StructError('ERR_STRUCT_FORMAT', message, { format, place });
}
