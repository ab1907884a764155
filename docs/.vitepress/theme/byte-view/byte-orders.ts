/** A sign that a format may begin with, and what it means in a few words. */
export interface ByteOrder {
  readonly sign: string;
  readonly meaning: string;
}

export const byteOrders: readonly ByteOrder[] = [
  { sign: '!', meaning: 'rede (big-endian)' },
  { sign: '>', meaning: 'big-endian' },
  { sign: '<', meaning: 'little-endian' },
  { sign: '=', meaning: 'nativa, tamanhos padrão' },
  { sign: '@', meaning: 'nativa, com alinhamento' },
];

const hasSign = (format: string) => byteOrders.some(({ sign }) => format.startsWith(sign));

/** The sign of a format; `@` is what a format without one means. */
export function byteOrderSign(format: string): string {
  return hasSign(format) ? format.charAt(0) : '@';
}

/** The same format under another sign. @example withByteOrder('!Ih', '<') // '<Ih' */
export function withByteOrder(format: string, sign: string): string {
  return sign + (hasSign(format) ? format.slice(1) : format);
}
