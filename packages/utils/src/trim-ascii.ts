/**
 * Removes ASCII white space (tab, line feed, vertical tab, form feed, carriage return, space) at both ends, as
 * Python's `bytes.strip()` does. JavaScript's own `trim()` removes more, a no-break space among others.
 *
 * @example trimAscii(' olá\r\n') // 'olá'
 */
export function trimAscii(text: string): string {
  return text.replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, '');
}
