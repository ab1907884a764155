/** The code blocks of a page in one language. */
export function codeBlocks(page: string, language: string): string[] {
  return Array.from(page.matchAll(/^```(\w+)\n(.*?)^```$/gms))
    .filter(([, of]) => of === language)
    .map(([, , code = '']) => code);
}
