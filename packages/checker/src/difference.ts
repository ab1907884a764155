import { formatBytes } from './byte-text.ts';

/** How many bytes a line of the view holds. */
const WIDTH = 16;

/** Where two byte strings differ first: the index of the byte, or undefined when they are equal. */
export function firstDifference(expected: Uint8Array, received: Uint8Array): number | undefined {
  const shorter = Math.min(expected.length, received.length);
  for (let at = 0; at < shorter; at++) if (expected[at] !== received[at]) return at;
  return expected.length === received.length ? undefined : shorter;
}

/**
 * Two byte strings one above the other, hexadecimal and text, with a mark under the first byte that differs. Of long
 * ones only the line in which that byte stands is shown.
 *
 * @example
 * esperado  73 69 6d      sim
 * recebido  73 69 6d 0a   sim\n
 *                    ^^   byte 4
 */
export function showDifference(expected: Uint8Array, received: Uint8Array): string[] {
  const at = firstDifference(expected, received) ?? 0;
  const start = Math.floor(at / WIDTH) * WIDTH;
  const rows = [expected, received].map((bytes) => {
    const part = bytes.subarray(start, start + WIDTH);
    const before = start > 0 ? '… ' : '';
    const after = bytes.length > start + WIDTH ? ' …' : '';
    const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { hex: `${before}${hex}${after}`, text: formatBytes(part), isEmpty: bytes.length === 0 };
  });
  const width = Math.max(...rows.map(({ hex }) => hex.length), 3 * (at - start) + 4);
  const [first, second] = rows.map(({ hex, text, isEmpty }) =>
    isEmpty ? '(nenhum byte)' : `${hex.padEnd(width)}  ${text}`,
  );
  const column = (start > 0 ? 2 : 0) + 3 * (at - start);
  return [
    `esperado  ${first}`,
    `recebido  ${second}`,
    `          ${`${' '.repeat(column)}^^`.padEnd(width)}  byte ${at + 1}`,
  ].map((line) => line.trimEnd());
}
