const SMALLEST_NORMAL = 2 ** -14;
/** Half of the step between the largest half float (65504) and what would come after it: from here on it rounds up. */
const OVERFLOW = 65_520;
/** Doubles of this size have no digits after the point, so adding it rounds to a whole number, half to even. */
const ROUNDING = 2 ** 52;

const bits = new DataView(new ArrayBuffer(8));

/**
 * The 16 bits of the half-precision float (IEEE 754 binary16) nearest to a number, ties to even.
 *
 * @returns 0 to 65535; undefined when a finite number is too large
 */
export function encodeHalfFloat(value: number): number | undefined {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0);
  const sign = (high >>> 16) & 0x8000;
  if (Number.isNaN(value)) return sign | 0x7e00;
  const size = Math.abs(value);
  if (size < SMALLEST_NORMAL) return sign | (size * 2 ** 24 + ROUNDING - ROUNDING);
  if (size >= OVERFLOW) return size === Number.POSITIVE_INFINITY ? sign | 0x7c00 : undefined;
  const exponent = ((high >>> 20) & 0x7ff) - 1023; // -14 to 15
  const significand = (size * 2 ** 25) / 2 ** (exponent + 15) + ROUNDING - ROUNDING; // 1024 to 2048
  return sign | (((exponent + 14) << 10) + significand); // its leading bit, or the carry, counts the exponent up
}

/** The number that 16 bits stand for. */
export function decodeHalfFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return (sign * ((fraction | 0x400) * 2 ** exponent)) / 2 ** 25;
}
