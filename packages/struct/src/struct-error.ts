/**
 * What went wrong, for programs:
 *
 * - `ERR_STRUCT_FORMAT`: the format string is wrong, or not a string
 * - `ERR_STRUCT_COUNT`: the format takes more values than were given, or fewer
 * - `ERR_STRUCT_TYPE`: a value, a buffer or an offset is of the wrong type
 * - `ERR_STRUCT_RANGE`: a value does not fit where it goes
 * - `ERR_STRUCT_SIZE`: the bytes are too few or too many, or the offset lies outside of them
 */
export type StructErrorCode =
  | 'ERR_STRUCT_FORMAT'
  | 'ERR_STRUCT_COUNT'
  | 'ERR_STRUCT_TYPE'
  | 'ERR_STRUCT_RANGE'
  | 'ERR_STRUCT_SIZE';

/** Where an error belongs, as far as that can be told. */
export interface StructErrorDetails {
  readonly format: string;
  readonly place?: number;
  readonly argument?: number;
  readonly value?: unknown;
  readonly cause?: unknown;
}

/**
 * Thrown where CPython raises `struct.error`, `OverflowError` or `TypeError`. Its message is in Portuguese.
 *
 * @example
 * try {
 *   pack('<hb', 1, 300);
 * } catch (error) {
 *   if (error instanceof StructError) error.code; // 'ERR_STRUCT_RANGE'
 * }
 */
export class StructError extends Error {
  override readonly name = 'StructError';
  readonly code: StructErrorCode;
  /** The format string. */
  readonly format: string;
  /** The index of the character in the format string; undefined when the error belongs to no character. */
  readonly place: number | undefined;
  /** The index of the value among the values, from 0; undefined when the error belongs to no value. */
  readonly argument: number | undefined;
  /** The value (or buffer, or offset) that was refused; undefined when there is none. */
  readonly value: unknown;

  constructor(code: StructErrorCode, message: string, details: StructErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.format = details.format;
    this.place = details.place;
    this.argument = details.argument;
    this.value = details.value;
  }
}
