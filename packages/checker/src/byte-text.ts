import { UsageError } from '@tomada/utils';

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** What no shell takes for its own inside double quotes, and no terminal obeys: letters, digits, most signs. */
const PLAIN = /^[\p{L}\p{N} #&'()*+,\-./:;<=>?@[\]^_{|}~]$/u;
/** A byte that is no part of a text: a control character other than tab and the ends of lines. */
const BINARY = /[^\P{Cc}\t\r\n]/u;
const SHORT: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r' };

/**
 * Bytes as a person types them for `talk`. A text (UTF-8 without control characters) is readable as it is; of anything
 * else only ASCII is. What remains is written as `\n`, `\r`, `\t` or `\x00`. The result may stand in double quotes in
 * any shell (bash, PowerShell, cmd).
 *
 * @example formatBytes(Uint8Array.of(0x6f, 0x69, 0x0a, 0)) // 'oi\\n\\x00'
 */
export function formatBytes(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === undefined) {
    const isReadable = (byte: number) => byte < 0x7f && PLAIN.test(String.fromCharCode(byte));
    const show = (byte: number) =>
      isReadable(byte) ? String.fromCharCode(byte) : escapeByte(byte);
    return Array.from(bytes, show).join('');
  }
  const encoder = new TextEncoder();
  return text
    .map((character) =>
      PLAIN.test(character)
        ? character
        : Array.from(encoder.encode(character), escapeByte).join(''),
    )
    .join('');
}

/** The characters of a text; undefined when the bytes are none. */
function decodeText(bytes: Uint8Array): string[] | undefined {
  try {
    const text = DECODER.decode(bytes);
    return BINARY.test(text) ? undefined : Array.from(text);
  } catch {
    return undefined;
  }
}

function escapeByte(byte: number): string {
  return SHORT[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
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
