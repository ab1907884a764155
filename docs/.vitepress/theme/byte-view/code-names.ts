const bytes = (size: number) => (size === 1 ? '1 byte' : `${size} bytes`);
const integer = (size: number) => `inteiro de ${bytes(size)}`;
const unsigned = (size: number) => `inteiro sem sinal de ${bytes(size)}`;
const float = (size: number) => `ponto flutuante de ${bytes(size)}`;

const names: Readonly<Record<string, (size: number) => string>> = {
  x: (size) => `enchimento de ${bytes(size)}`,
  c: () => 'um caractere de 1 byte',
  s: (size) => `texto em ${bytes(size)}`,
  p: (size) => `tamanho e texto em ${bytes(size)}`,
  '?': () => 'sim ou não em 1 byte',
  b: integer,
  B: unsigned,
  h: integer,
  H: unsigned,
  i: integer,
  I: unsigned,
  l: integer,
  L: unsigned,
  q: integer,
  Q: unsigned,
  n: integer,
  N: unsigned,
  P: (size) => `ponteiro de ${bytes(size)}`,
  e: float,
  f: float,
  d: float,
};

/** What a code of a format is, with its size in bytes. @example nameOfCode('i', 4) // 'inteiro de 4 bytes' */
export function nameOfCode(code: string, size: number): string {
  return names[code]?.(size) ?? bytes(size);
}
