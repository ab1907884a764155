import type { Variation } from './directives.ts';

/**
 * Whether a line that came is the one that the page shows.
 *
 * @param shown the page's line; each text of a variation in it stands for its pattern
 */
export function matchesLine(
  shown: string,
  came: string,
  variations: readonly Variation[],
): boolean {
  if (shown === came) return true;
  const found = variations.filter(({ text }) => shown.includes(text));
  if (found.length === 0) return false;
  const literals = new RegExp(`(${found.map(({ text }) => escapeRegExp(text)).join('|')})`, 'u');
  const parts = shown.split(literals).map((part) => {
    const variation = found.find(({ text }) => text === part);
    return variation ? `(?:${variation.pattern.source})` : escapeRegExp(part);
  });
  return new RegExp(`^${parts.join('')}$`, 'u').test(came);
}

/** Writes a line that came as the page writes it: what may differ is replaced by the page's text. */
export function asShown(came: string, variations: readonly Variation[]): string {
  return variations.reduce((line, { text, pattern }) => line.replace(pattern, () => text), came);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
