// Versions 0 and 1 write a float as text, as C's "%.17g" does: enough digits to tell any two doubles apart.

const FINITE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const SPECIAL = /^([+-]?)(?:inf(?:inity)?|(nan))$/i;

/** What CPython's reader of floats takes: no spaces, no underscores, no hexadecimal. @returns undefined for all else */
export function parseFloatText(text: string): number | undefined {
  if (FINITE.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  if (special[2] !== undefined) return Number.NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

/** @example formatFloatText(0.1) // '0.10000000000000001' */
export function formatFloatText(value: number): string {
  if (!Number.isFinite(value))
    return String(value)
      .slice(0, value < 0 ? 4 : 3)
      .toLowerCase();
  if (Object.is(value, -0)) return '-0';
  const digits =
    Math.abs(value) < 1e-4 && value !== 0 ? value.toExponential(16) : value.toPrecision(17);
  // No zeros at the end of the fraction; an exponent has two digits.
  return digits
    .replace(/(\.\d*?)0+(?=e|$)/, '$1')
    .replace(/\.(?=e|$)/, '')
    .replace(/(e.)(\d)$/, '$10$2');
}
