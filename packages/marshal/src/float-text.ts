// Versions 0 and 1 write a float as text: C's "%.17g", enough digits to tell any two doubles apart.

const DIGITS = 17;

/** What CPython's float reader takes: no spaces, no underscores, no hexadecimal. */
const FINITE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const SPECIAL = /^[+-]?(inf|infinity|nan)$/i;

/** @returns undefined when it is no number */
export function parseFloatText(text: string): number | undefined {
  if (FINITE.test(text)) return Number(text);
  const name = SPECIAL.exec(text)?.[1];
  if (name === undefined) return undefined;
  if (name.toLowerCase() === 'nan') return Number.NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}

/** @example formatFloatText(0.1) // '0.10000000000000001' */
export function formatFloatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = roundHalfEven(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  const exponent = Number(power);
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  if (exponent < -4 || exponent >= DIGITS) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const shown = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${shown}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction && `.${fraction}`}`;
}

/** Seventeen digits. JavaScript rounds what lies exactly between two of them up, C to the even one. */
function roundHalfEven(value: number): string {
  const rounded = value.toExponential(DIGITS - 1);
  const exact = value.toExponential(100); // no tie has that many digits
  if (!/^\d\.\d{16}50*e/.test(exact) || /[02468]e/.test(rounded)) return rounded;
  return exact.replace(/^(\d\.\d{16})\d*/, '$1');
}
