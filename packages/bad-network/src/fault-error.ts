/** A fault, a seed or a limit that makes no sense; the message is a sentence in Portuguese that names it. */
export class FaultError extends RangeError {
  override readonly name = 'FaultError';
  readonly code = 'ERR_BAD_FAULT';
}

/** The longest time that a timer of Node takes: about 24 days. */
const LONGEST_TIME = 0x7fff_ffff;

/** @throws {FaultError} unless the value is a time in ms: 0 to 2147483647 */
export function checkTime(name: string, value: unknown): void {
  if (value === undefined || isBetween(value, 0, LONGEST_TIME)) return;
  refuse(name, value, `não é um tempo em ms (de 0 a ${LONGEST_TIME})`);
}

/** @throws {FaultError} unless the value is a whole number from `lowest` on */
export function checkWhole(
  name: string,
  value: unknown,
  lowest: number,
  highest = Number.MAX_SAFE_INTEGER,
): void {
  if (value === undefined || (Number.isInteger(value) && isBetween(value, lowest, highest))) return;
  const limit = highest === Number.MAX_SAFE_INTEGER ? '' : ` até ${highest}`;
  refuse(name, value, `não é um número inteiro de ${lowest}${limit || ' em diante'}`);
}

/** @throws {FaultError} unless the value is a probability: 0 to 1 */
export function checkProbability(name: string, value: unknown): void {
  if (!isBetween(value, 0, 1)) refuse(name, value, 'não é uma probabilidade (de 0 a 1)');
}

/** @throws {FaultError} unless the value is an object with no other keys than the known ones */
export function checkKeys(
  name: string,
  value: unknown,
  known: readonly string[],
  elsewhere: { readonly names: readonly string[]; readonly protocol: string },
): void {
  if (typeof value !== 'object' || value === null) refuse(name, value, 'não é uma lista de falhas');
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const owner = elsewhere.names.includes(key) ? ` «${key}» é só do ${elsewhere.protocol}.` : '';
    throw new FaultError(
      `${name}: não conheço a falha «${key}».${owner} As que existem são: ${known.join(', ')}.`,
    );
  }
}

export function refuse(name: string, value: unknown, why: string): never {
  throw new FaultError(`${name}: ${JSON.stringify(value) ?? String(value)} ${why}.`);
}

function isBetween(value: unknown, lowest: number, highest: number): value is number {
  return typeof value === 'number' && value >= lowest && value <= highest;
}
