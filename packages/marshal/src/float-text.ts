/** What CPython's reader of floats takes, but for infinities: no spaces, no underscores, no hexadecimal. */
const FLOAT = /^[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|Infinity|nan)$/i;

/** Reads a float that versions 0 and 1 wrote as text. @returns undefined when it is none */
export function parseFloatText(text: string): number | undefined {
  const known = text.replace(/^([+-]?)inf(inity)?$/i, '$1Infinity');
  return FLOAT.test(known) ? Number(known) : undefined;
}
