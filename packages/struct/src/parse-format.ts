import { byteOrderOf, defaultByteOrder } from './byte-order.ts';
import { type Encoding, formatCodes } from './format-codes.ts';
import { StructError } from './struct-error.ts';

/** A character of the format with its count: as many equal values, or one `s` or `p`, or padding. */
export interface Run {
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

/** A format, understood. It takes as much memory as its text, whatever the counts are. */
export interface ParsedFormat {
  readonly littleEndian: boolean;
  /** Bytes in all. */
  readonly size: number;
  /** Values in all. */
  readonly count: number;
  readonly runs: readonly Run[];
}

/** Sizes beyond are no longer exact. CPython's limit is 2**63 - 1, as far out of reach for both. */
const LARGEST_SIZE = Number.MAX_SAFE_INTEGER;
const WHITE_SPACE = ' \t\n\v\f\r';

/**
 * Reads a format string as CPython does («struct», Format Strings).
 *
 * @throws {StructError} ERR_STRUCT_FORMAT
 */
export function parseFormat(format: string): ParsedFormat {
  const ownOrder = byteOrderOf(format[0]);
  const { native, littleEndian } = ownOrder ?? defaultByteOrder;
  const codes = formatCodes(native);
  const runs: Run[] = [];
  let size = 0;
  let values = 0;
  let place = ownOrder === undefined ? 0 : 1;
  for (; place < format.length; place++) {
    const first = place;
    while (isDigit(format.charCodeAt(place))) place++;
    const code = format.charAt(place);
    const digits = format.slice(first, place);
    if (digits === '' && WHITE_SPACE.includes(code)) continue;
    const known = codes.get(code);
    if (known === undefined) throw refuse(format, place, digits);
    const repeat = digits === '' ? 1 : Number(digits);
    const { encoding } = known;
    const offset = native ? align(size, known.size) : size;
    size = offset + known.size * repeat;
    if (size > LARGEST_SIZE) throw tooLarge(format, place);
    if (encoding === 'padding') {
      runs.push({ code, place, encoding, offset, size: repeat, count: 0 });
    } else if (encoding === 'string' || encoding === 'pascal') {
      runs.push({ code, place, encoding, offset, size: repeat, count: 1 });
      values += 1;
    } else {
      runs.push({ code, place, encoding, offset, size: known.size, count: repeat });
      values += repeat;
    }
  }
  return { littleEndian, size, count: values, runs };
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

function align(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function tooLarge(format: string, place: number): StructError {
  const message = `Formato ${show(format)}: passa do maior tamanho possível (2**53 - 1 bytes) na posição ${place}.`;
  return new StructError('ERR_STRUCT_FORMAT', message, { format, place });
}

function refuse(format: string, place: number, digits: string): StructError {
  const problem = (): string => {
    const code = format.charAt(place);
    if (code === '') return `termina depois do número ${digits}: falta o código que se repete`;
    if (WHITE_SPACE.includes(code)) {
      return `há um espaço entre o número ${digits} e o código que se repete (posição ${place})`;
    }
    if (byteOrderOf(code)) {
      return `a ordem dos bytes («${code}») só pode ser o primeiro caractere, e está na posição ${place}`;
    }
    if (formatCodes(true).has(code)) {
      return `«${code}» (posição ${place}) só existe com tamanhos nativos: sem «${format.charAt(0)}», ou com «@»`;
    }
    return `${JSON.stringify(code)} (posição ${place}) não é um código de formato`;
  };
  const message = `Formato ${show(format)}: ${problem()}.`;
  return new StructError('ERR_STRUCT_FORMAT', message, { format, place });
}

/** A format in a message; the place says where, so the rest of a long one is left out. */
function show(format: string): string {
  return JSON.stringify(format.length > 60 ? `${format.slice(0, 60)}…` : format);
}
