import { readFileSync } from 'node:fs';
import { nodeClaims } from './node-claims.ts';

/** Something that the reference says of a call, in words, and the programs that prove it. */
export interface Claim {
  /** The anchor of the call on the page. */
  readonly call: string;
  readonly says: string;
  /** A function of `claims.py`. */
  readonly Python?: string;
  /** A function of `node-claims.ts`. */
  readonly Node?: string;
  /** Present where the claim, or the way to see it, is Linux's. */
  readonly linux?: true;
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

export const claims: readonly Claim[] = JSON.parse(read('claims.json'));

/** The programs that there are, by language: what `claims.json` may name. */
export const proofs = {
  Python: [...read('claims.py').matchAll(/^@claim\ndef (\w+)/gm)].map(([, name = '']) => name),
  Node: Object.keys(nodeClaims),
} as const;
