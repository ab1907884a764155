import { UsageError } from '@tomada/utils';

/** @throws {UsageError} the sentence that names the option and the value, and shows a right one */
export function refuseValue(
  option: string,
  value: string,
  problem: string,
  remedy: string,
  ...examples: readonly string[]
): never {
  const right = examples.map((example) => `${option} ${example}`).join(' ou ');
  throw new UsageError(
    `Opção ${option}: «${value}» ${problem}. Use ${remedy}, por exemplo: ${right}`,
  );
}

/** `1 byte`, `4 bytes`, with the Portuguese point between thousands. */
export function countBytes(count: number): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, '.')} ${count === 1 ? 'byte' : 'bytes'}`;
}
