const LONGEST = 40;
const LARGEST_SHOWN = 10n ** 40n;

/**
 * A value in few characters, for the message of an error. Runs no code of the value's own.
 *
 * @example showValue('olá') // '"olá"'
 */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      // The decimal digits of a very large one take long to work out.
      if (value < -LARGEST_SHOWN || value > LARGEST_SHOWN)
        return 'um bigint de mais de 40 algarismos';
      return `${value}n`;
    case 'function':
      return 'uma função';
    case 'symbol':
      return 'um símbolo';
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Uint8Array) return `um Uint8Array de ${value.length} byte(s)`;
      return Array.isArray(value) ? 'uma lista' : 'um objeto';
    default:
      return String(value);
  }
}
