import type { UnpackedValue } from '@tomada/struct';

/**
 * A value that `unpack` gave, in the words of the lesson's program; bytes as text in «», what is no text as «�».
 *
 * @example showValue(7n) // '7'
 * @example showValue(true) // 'sim'
 * @example showValue(Uint8Array.of(0x6f, 0)) // '«o\\x00»'
 */
export function showValue(value: UnpackedValue): string {
  if (value instanceof Uint8Array) return `«${showText(value)}»`;
  if (typeof value === 'boolean') return value ? 'sim' : 'não';
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'inf').replace('NaN', 'nan');
}

/** Two digits, as in `0a`. */
export function showByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function showText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => escapeBytes(new TextEncoder().encode(sign)));
}

function escapeBytes(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => `\\x${showByte(byte)}`).join('');
}
