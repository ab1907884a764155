import { parseFormat } from './parse-format.ts';
import { showPlace, showText, showValue } from './show.ts';
import { StructError } from './struct-error.ts';

/**
 * The error of a value that its code does not take.
 *
 * @param argument the index of the value
 * @param why ends the sentence that names the value and the place
 */
export function refuseValue(
  code: 'ERR_STRUCT_TYPE' | 'ERR_STRUCT_RANGE',
  format: string,
  argument: number,
  value: unknown,
  why: string,
): StructError {
  let first = 0;
  const item = parseFormat(format).items.find(({ count }) => {
    first += count;
    return argument < first;
  });
  const message = `${argument + 1}º valor (${showValue(value)}), para «${item?.code}» (${showPlace(item?.place ?? 0)} do formato ${showText(format)}): ${why}.`;
  return new StructError(code, message, {
    format,
    argument,
    value,
    ...(item && { place: item.place }),
  });
}
