import { UsageError } from '@tomada/utils';

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** What no shell takes for its own inside double quotes, and no terminal obeys: letters, digits, most signs. */
const PLAIN = /^[\p{L}\p{N} !#%&'()*+,\-./:;<=>?@[\]^_{|}~]$/u;
const SHORT: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r' };

/**
 * Bytes as a person types them for `talk`: readable UTF-8 as it is, whatever else as `\n`, `\r`, `\t` or `\x00`. The
 * text may stand in double quotes in any shell (bash, PowerShell, cmd).
 *
 * @example formatBytes(Uint8Array.of(0x6f, 0x69, 0x0a, 0)) // 'oi\\n\\x00'
 */
export function formatBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const size = sizeAt(bytes, at);
    const character = size > 0 ? DECODER.decode(bytes.subarray(at, at + size)) : '';
    if (PLAIN.test(character)) text += character;
    else for (const byte of bytes.subarray(at, at + Math.max(size, 1))) text += escapeByte(byte);
    at += Math.max(size, 1);
  }
  return text;
}

function escapeByte(byte: number): string {
  return SHORT[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
}

/** How many bytes the UTF-8 character that begins here takes; 0 when none does. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  try {
    DECODER.decode(bytes.subarray(at, at + size));
    return at + size > bytes.length ? 0 : size;
  } catch {
    return 0;
  }
}

/**
 * The other way round: `\n`, `\r`, `\t`, `\\`, `\"` and `\x00` are bytes, everything else is UTF-8.
 *
 * @throws {UsageError} on any other escape
 * @example parseBytes('oi\\n') // 6f 69 0a
 */
export function parseBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const [piece] of text.matchAll(/\\(?:x[0-9a-f]{2}|.?)|[^\\]+/gisu)) {
    if (!piece.startsWith('\\')) bytes.push(...encoder.encode(piece));
    else if (piece.length === 4) bytes.push(Number.parseInt(piece.slice(2), 16));
    else bytes.push(readEscape(piece));
  }
  return Uint8Array.from(bytes);
}

const ESCAPES: Readonly<Record<string, number>> = {
  ...{ '\\n': 10, '\\r': 13, '\\t': 9, '\\\\': 92, '\\"': 34 },
};

function readEscape(piece: string): number {
  const byte = ESCAPES[piece];
  if (byte !== undefined) return byte;
  throw new UsageError(
    `Não entendi «${piece}» nos bytes: use \\n, \\r, \\t, \\\\, \\" ou \\x seguido de dois dígitos, como \\x00.`,
  );
}
