import { MarshalError } from './marshal-error.ts';

// Python's big ints in marshal: digits of 15 bits, lowest first, two bytes each. Four digits are fifteen hexadecimal
// ones, and BigInt reads and writes hexadecimal in linear time; shifting digit by digit would take quadratic time.

const BASE = 2 ** 15;
const GROUP_DIGITS = 4;
const GROUP_HEX = 15;

/**
 * Reads the digits of an int.
 *
 * @param count how many digits there are; all of them within the view
 * @returns a number when it is a safe integer
 * @throws {MarshalError} ERR_BAD_NUMBER, ERR_TOO_LARGE
 */
export function readLong(
  view: DataView,
  at: number,
  count: number,
  isNegative: boolean,
): number | bigint {
  const digit = (index: number): number =>
    index < count ? view.getUint16(at + 2 * index, true) : 0;
  for (let index = 0; index < count; index++) {
    if (digit(index) >= BASE) {
      const message = `o algarismo ${digit(index)} de um int grande não cabe em 15 bits.`;
      throw new MarshalError('ERR_BAD_NUMBER', message, at + 2 * index);
    }
  }
  if (count > 0 && digit(count - 1) === 0) {
    const message = 'o algarismo mais alto de um int grande não pode ser zero.';
    throw new MarshalError('ERR_BAD_NUMBER', message, at + 2 * (count - 1));
  }
  if (count <= GROUP_DIGITS) {
    const value = ((digit(3) * BASE + digit(2)) * BASE + digit(1)) * BASE + digit(0);
    if (Number.isSafeInteger(value)) return isNegative && value > 0 ? -value : value;
  }
  const hex: string[] = ['0x'];
  for (let low = (count - 1) & -GROUP_DIGITS; low >= 0; low -= GROUP_DIGITS) {
    const upper = digit(low + 3) * BASE + digit(low + 2); // 30 bits, as the lower half
    const lower = digit(low + 1) * BASE + digit(low);
    const lowest = ((upper << 30) | lower) >>> 0;
    hex.push((upper >>> 2).toString(16).padStart(7, '0'), lowest.toString(16).padStart(8, '0'));
  }
  try {
    const value = BigInt(hex.join(''));
    return isNegative ? -value : value;
  } catch (cause) {
    const message = `um int de ${count} algarismos de 15 bits não cabe no BigInt deste motor de JavaScript.`;
    throw new MarshalError('ERR_TOO_LARGE', message, at, { cause });
  }
}

/** @returns the digits of the absolute value, lowest first; none for zero */
export function longDigits(value: number | bigint): number[] {
  const digits: number[] = [];
  if (typeof value === 'number') {
    for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / BASE)) {
      digits.push(rest % BASE);
    }
    return digits;
  }
  const hex = (value < 0n ? -value : value).toString(16);
  for (let end = hex.length; end > 0; end -= GROUP_HEX) {
    const lowest = Number.parseInt(hex.slice(Math.max(0, end - 8), end), 16);
    const highest =
      end > 8 ? Number.parseInt(hex.slice(Math.max(0, end - GROUP_HEX), end - 8), 16) : 0;
    const upper = highest * 4 + (lowest >>> 30); // 30 bits, as the lower half
    const lower = lowest & 0x3fff_ffff;
    digits.push(lower % BASE, lower >> 15, upper % BASE, upper >> 15);
  }
  while (digits.at(-1) === 0) digits.pop();
  return digits;
}
