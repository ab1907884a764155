import { PyComplex, PyFloat } from './py-number.ts';

/** Shows a value that is not made of others about as Python's `repr` does. */
export function formatScalar(value: unknown): string {
  if (value instanceof PyFloat) return formatFloat(value.value);
  if (value instanceof PyComplex) return `${formatFloat(value.re)} + ${formatFloat(value.im)}j`;
  if (value instanceof Uint8Array) return `b"${Array.from(value, formatByte).join('')}"`;
  return typeof value === 'number' || typeof value === 'bigint'
    ? `${value}`
    : JSON.stringify(`${value}`);
}

/** A float is never taken for an int. */
function formatFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function formatByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '"' || character === '\\') return `\\${character}`;
  const isVisible = byte >= 0x20 && byte < 0x7f;
  return isVisible ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
}
