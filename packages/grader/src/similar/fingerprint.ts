import { createHash } from 'node:crypto';
import { type Language, tokensOf } from './tokens.ts';

/** Tokens of a passage: shorter likenesses are chance (the «noise threshold» of the paper). */
const PASSAGE = 15;
/** Passages of which one is kept: every likeness of `PASSAGE + WINDOW - 1` tokens is found. */
const WINDOW = 8;

/**
 * The fingerprint of a program by winnowing: the hashes of all passages of 15 tokens, of which of every 8 in a row the
 * smallest is kept (S. Schleimer, D. Wilkerson, A. Aiken, «Winnowing: Local Algorithms for Document Fingerprinting»,
 * SIGMOD 2003).
 */
export function fingerprint(text: string, language: Language): ReadonlySet<string> {
  const hashes = passages(text, language);
  const kept = new Set<string>();
  for (let start = 0; start === 0 || start + WINDOW <= hashes.length; start++) {
    const window = hashes.slice(start, start + WINDOW);
    const [smallest] = window.sort();
    if (smallest !== undefined) kept.add(smallest);
  }
  return kept;
}

/** The hashes of all passages: of a starter, everything that may be in a fingerprint because of it. */
export function passages(text: string, language: Language): string[] {
  const tokens = tokensOf(text, language);
  const found: string[] = [];
  for (let start = 0; start + PASSAGE <= tokens.length; start++) {
    const passage = tokens.slice(start, start + PASSAGE).join(' ');
    found.push(createHash('sha256').update(passage).digest('hex').slice(0, 16));
  }
  return found;
}
