/** The numbers beside the lines of the first block of code in it, as they are shown; none where it has no such block. */
export function numbersOf(shown: Element): readonly string[] {
  return shown.querySelector('.line-numbers-wrapper')?.textContent?.split('\n') ?? [];
}
