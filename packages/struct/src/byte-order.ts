/** How the first character of a format makes numbers lie in memory. */
export interface ByteOrder {
  /** Sizes and alignment of the C compiler (x86-64 Linux) instead of standard sizes without alignment. */
  readonly native: boolean;
  readonly littleEndian: boolean;
}

const NATIVE: ByteOrder = { native: true, littleEndian: true };
const LITTLE: ByteOrder = { native: false, littleEndian: true };
const BIG: ByteOrder = { native: false, littleEndian: false };

/**
 * The byte order that a character stands for («struct», Byte Order, Size, and Alignment). `@` and `=` are those of
 * 64-bit Linux on x86-64 and ARM, whatever machine this runs on.
 *
 * @returns undefined for any other character
 */
export function byteOrderOf(character: string | undefined): ByteOrder | undefined {
  switch (character) {
    case '@':
      return NATIVE;
    case '=':
    case '<':
      return LITTLE;
    case '>':
    case '!':
      return BIG;
    default:
      return undefined;
  }
}

/** What a format without such a character has. */
export const defaultByteOrder: ByteOrder = NATIVE;
