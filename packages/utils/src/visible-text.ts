/**
 * Makes text from a stranger safe to print: characters that would move the cursor, change colours, start a
 * line or turn the direction of writing are shown as escapes (`\n`, `\x1b`, `\u202e`) instead of obeyed.
 *
 * @example visibleText('oi\x1b[2J\n') // 'oi\\x1b[2J\\n'
 */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) return short;
    const hex = character.charCodeAt(0).toString(16);
    return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// C0 and C1 controls and DEL, line separators, and the bidirectional controls (Unicode UAX #9).
const UNSAFE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
