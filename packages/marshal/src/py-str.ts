import { decodeUtf8 } from './utf8.ts';

/**
 * A Python `str` that no JavaScript string can be: two surrogates side by side (`'\ud83d\ude00'`), which Python keeps
 * apart from the one character that they stand for in UTF-16 (`'\U0001f600'`). `{ exact: true }` gives one for such a
 * text and for no other; plain mode gives the character.
 */
export class PyStr {
  /** The text in UTF-8, each surrogate in three bytes of its own. */
  readonly utf8: Uint8Array;

  constructor(utf8: Uint8Array) {
    this.utf8 = utf8;
  }

  /** The JavaScript string that comes closest. */
  toString(): string {
    return decodeUtf8(this.utf8, 0, this.utf8.length);
  }
}
