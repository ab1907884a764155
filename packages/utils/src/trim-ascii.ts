/**
 * Removes ASCII white space (tab, line feed, vertical tab, form feed, carriage return, space) at both ends, as
 * Python's `bytes.strip()` does. JavaScript's own `trim()` removes more, a no-break space among others.
 *
 * @example trimAscii(' olá\r\n') // 'olá'
 */
export function trimAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACES.includes(text.charAt(start))) start++;
  while (end > start && SPACES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const SPACES = '\t\n\v\f\r ';
