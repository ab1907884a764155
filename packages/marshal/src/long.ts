import { MarshalError } from './marshal-error.ts';
import { decodeLatin1 } from './utf8.ts';

// Python's big ints in marshal: digits of 15 bits, lowest first, two bytes each. Each is five octal digits, and BigInt
// reads and writes octal in linear time; shifting digit by digit would take quadratic time.

const BASE = 2 ** 15;
const OCTAL_DIGITS = 5;
/** Three digits are a safe integer whatever they are, and often four. */
const SMALL = 4;

/**
 * Reads the digits of an int.
 *
 * @param count how many digits there are; all of them within the view
 * @returns a number when it is a safe integer
 * @throws {MarshalError} ERR_MARSHAL_BAD_NUMBER; RangeError or SyntaxError when the engine has no BigInt of that size
 */
export function readLong(
  view: DataView,
  at: number,
  count: number,
  isNegative: boolean,
): number | bigint {
  const octal = new Uint8Array(2 + OCTAL_DIGITS * count);
  octal.set([0x30, 0x6f]); // 0o
  let small = 0;
  let to = 2;
  for (let index = count - 1; index >= 0; index--) {
    const digit = view.getUint16(at + 2 * index, true);
    if (digit >= BASE || (digit === 0 && index === count - 1)) {
      const message = `o algarismo ${digit} não vale aqui.`;
      throw new MarshalError('BAD_NUMBER', message, at + 2 * index);
    }
    small = small * BASE + digit;
    for (let shift = 12; shift >= 0; shift -= 3) octal[to++] = 0x30 | ((digit >> shift) & 7);
  }
  if (count <= SMALL && Number.isSafeInteger(small))
    return isNegative && small > 0 ? -small : small;
  const value = BigInt(decodeLatin1(octal, 0, octal.length));
  return isNegative ? -value : value;
}

/** @returns the digits of the absolute value, lowest first; none for zero */
export function longDigits(value: number | bigint): number[] {
  const digits: number[] = [];
  if (typeof value === 'number') {
    for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / BASE))
      digits.push(rest % BASE);
    return digits;
  }
  const octal = value.toString(8).replace('-', '');
  for (let end = octal.length; end > 0; end -= OCTAL_DIGITS) {
    digits.push(Number.parseInt(octal.slice(Math.max(0, end - OCTAL_DIGITS), end), 8));
  }
  return digits;
}
