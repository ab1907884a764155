import type { UnpackedValue } from '@tomada/struct';

/**
 * A value that `unpack` gave, as TypeScript would write it; bytes as text in «», what is no text as `\xff`.
 *
 * @example showValue(7n) // '7n'
 * @example showValue(Uint8Array.of(0x6f, 0xc3)) // '«o\\xc3»'
 */
export function showValue(value: UnpackedValue): string {
  if (value instanceof Uint8Array) return `«${showText(value)}»`;
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Two digits, as in `0a`. */
export function showByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function showText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.replace(/[\p{Cc}\p{Cf}]/gu, (sign) => escapeBytes(new TextEncoder().encode(sign)));
  } catch {
    return Array.from(bytes, (byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : escapeBytes([byte]),
    ).join('');
  }
}

function escapeBytes(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => `\\x${showByte(byte)}`).join('');
}
