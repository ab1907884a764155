/** What went wrong, for programs. */
export type MarshalErrorCode =
  /** The bytes end before the value does. */
  | 'ERR_TRUNCATED'
  /** A byte that no value begins with. */
  | 'ERR_UNKNOWN_TYPE'
  /** Compiled code of Python, which is refused on purpose. */
  | 'ERR_CODE_OBJECT'
  /** A length that is negative. */
  | 'ERR_BAD_LENGTH'
  /** A number that is not written as it must be. */
  | 'ERR_BAD_NUMBER'
  /** A text that is not UTF-8. */
  | 'ERR_BAD_TEXT'
  /** A reference to what is not there, or not there yet. */
  | 'ERR_BAD_REFERENCE'
  /** A key or element that Python cannot hash, such as a list. */
  | 'ERR_UNHASHABLE'
  /** Nested deeper than `maxDepth`; a value that contains itself, in versions 0 to 2. */
  | 'ERR_TOO_DEEP'
  /** More bytes than `maxSize`, or more than this JavaScript engine holds. */
  | 'ERR_TOO_LARGE'
  /** A value that marshal cannot write. */
  | 'ERR_UNSUPPORTED'
  /** Bytes after the value, where there may be none (`layout`). */
  | 'ERR_TRAILING'
  /** A wrong argument: no bytes, a version that does not exist, a limit that is no number. */
  | 'ERR_ARGUMENT';

/**
 * Whatever `loads`, `dumps` and `layout` refuse. The message is a sentence in Portuguese that says what, where and
 * which value.
 */
export class MarshalError extends Error {
  override readonly name = 'MarshalError';
  readonly code: MarshalErrorCode;
  /** The byte of the input where it went wrong, from 0; undefined where there is no input (`dumps`, wrong arguments). */
  readonly offset: number | undefined;

  constructor(code: MarshalErrorCode, message: string, offset?: number, cause?: unknown) {
    super(offset === undefined ? message : `Byte ${offset}: ${message}`);
    if (cause !== undefined) this.cause = cause;
    this.code = code;
    this.offset = offset;
  }
}
