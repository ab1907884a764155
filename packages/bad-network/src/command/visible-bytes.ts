import { visibleText } from '@tomada/utils';

/** Longest text that a line shows, in bytes. */
const MOST_BYTES = 40;

// Over Latin-1, where one character is one byte: sequences of UTF-8 (RFC 3629), or a byte that is in none.
const PARTS =
  /(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})|[\s\S]/g;

/**
 * Shows bytes as text between «», with what is no printable UTF-8 as escapes: `\n`, `\xc3`. An `…` behind says that
 * there is more.
 *
 * @param bytes the first bytes
 * @param length how many there are in all
 * @example visibleBytes(Buffer.from('olá\n'), 5) // '«olá\\n»'
 */
export function visibleBytes(bytes: Buffer, length: number): string {
  const isWhole = length <= MOST_BYTES && bytes.length === length;
  const shown = isWhole ? bytes : withoutHalfCharacter(bytes.subarray(0, MOST_BYTES));
  const text = shown.toString('latin1').replace(PARTS, (part) => {
    const whole = Buffer.from(part, 'latin1');
    const decoded = whole.toString('utf8');
    return decoded.includes('\ufffd') ? escapeBytes(whole) : visibleText(decoded);
  });
  return `«${text}»${isWhole ? '' : '…'}`;
}

function escapeBytes(bytes: Buffer): string {
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A character that the cut left in halves would look like a fault. */
function withoutHalfCharacter(bytes: Buffer): Buffer {
  const start = bytes.subarray(-3).findLastIndex((byte) => byte >= 0xc2);
  if (start === -1) return bytes;
  const at = Math.max(0, bytes.length - 3) + start;
  const lead = bytes[at] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return at + needed > bytes.length ? bytes.subarray(0, at) : bytes;
}
