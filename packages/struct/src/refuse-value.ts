import type { Run } from './parse-format.ts';
import { showValue } from './show-value.ts';
import { StructError, type StructErrorCode } from './struct-error.ts';

/** The error of a value that a code does not take. `reason` follows the value and the place in one sentence. */
export function refuseValue(
  code: StructErrorCode,
  format: string,
  run: Run,
  argument: number,
  value: unknown,
  reason: string,
): StructError {
  const message = `Valor ${argument + 1} (${showValue(value)}), para «${run.code}» na posição ${run.place} do formato ${JSON.stringify(format)}: ${reason}.`;
  return new StructError(code, message, { format, place: run.place, argument, value });
}
