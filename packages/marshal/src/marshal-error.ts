/** What went wrong: `MarshalError.code` without `ERR_MARSHAL_`. */
export type MarshalErrorReason =
  /** The bytes end before the value does. */
  | 'TRUNCATED'
  /** A byte that no value begins with. */
  | 'UNKNOWN_TYPE'
  /** Compiled code of Python, which is refused on purpose. */
  | 'CODE_OBJECT'
  /** A length that is negative. */
  | 'BAD_LENGTH'
  /** A number that is not written as it must be. */
  | 'BAD_NUMBER'
  /** A text that is not UTF-8. */
  | 'BAD_TEXT'
  /** A reference to what is not there, or not there yet. */
  | 'BAD_REFERENCE'
  /** A key or element that Python cannot hash, such as a list. */
  | 'UNHASHABLE'
  /** Nested deeper than `maxDepth`; a value that contains itself, in versions 0 to 2. */
  | 'TOO_DEEP'
  /** More bytes than `maxSize`, or more than this JavaScript engine holds. */
  | 'TOO_LARGE'
  /** A value that marshal cannot write. */
  | 'UNSUPPORTED'
  /** Bytes after the value, where there may be none (`layout`). */
  | 'TRAILING'
  /** A wrong argument: no bytes, a version that does not exist, a limit that is no number. */
  | 'ARGUMENT';

/**
 * Whatever `loads`, `dumps` and `layout` refuse. The message is a sentence in Portuguese that says what, where and
 * which value.
 */
export class MarshalError extends Error {
  override readonly name = 'MarshalError';
  /** For programs: `ERR_MARSHAL_TRUNCATED`… */
  readonly code: `ERR_MARSHAL_${MarshalErrorReason}`;
  /** The byte of the input where it went wrong, from 0; undefined where there is no input (`dumps`, wrong arguments). */
  readonly offset: number | undefined;

  constructor(reason: MarshalErrorReason, message: string, offset?: number, cause?: unknown) {
    super(offset === undefined ? message : `Byte ${offset}: ${message}`);
    if (cause !== undefined) this.cause = cause;
    this.code = `ERR_MARSHAL_${reason}`;
    this.offset = offset;
  }
}
