import { asBytes, type BytesLike } from './bytes.ts';
import type { CheckedFormat, PackValues, Unpacked } from './format-types.ts';
import { type ParsedFormat, parseFormat } from './parse-format.ts';
import { placeInBuffer } from './place-in-buffer.ts';
import { readValues } from './read-values.ts';
import { StructError } from './struct-error.ts';
import { writeValues } from './write-values.ts';

/**
 * A format, understood once and used many times («struct», Classes).
 *
 * @example
 * const header = new Struct('!HI');
 * header.size; // 6
 * header.unpack(header.pack(7, 1000)); // [7, 1000]
 */
export class Struct<const Format extends string = string> {
  readonly format: Format;
  readonly #parsed: ParsedFormat;

  /** @throws {StructError} ERR_STRUCT_FORMAT */
  constructor(format: CheckedFormat<Format>) {
    if (typeof format !== 'string') {
      const message = 'O formato precisa ser um texto.';
      throw new StructError('ERR_STRUCT_TYPE', message, { format: '', value: format });
    }
    this.format = format as string as Format; // `CheckedFormat` of a right format is the format
    this.#parsed = parseFormat(format);
  }

  /** Bytes that the format takes. */
  get size(): number {
    return this.#parsed.size;
  }

  /**
   * Packs values.
   *
   * @returns `size` bytes with a buffer of their own
   * @throws {StructError} ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE
   */
  pack(...values: PackValues<Format>): Uint8Array<ArrayBuffer> {
    this.#checkCount(values.length);
    const bytes = new Uint8Array(this.size);
    writeValues(this.format, this.#parsed, values, bytes, new DataView(bytes.buffer));
    return bytes;
  }

  /**
   * Packs values into a buffer; padding becomes zeros. Nothing is written when there is an error.
   *
   * @param offset in bytes; a negative one counts from the buffer's end
   * @throws {StructError} ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE, ERR_STRUCT_SIZE
   */
  packInto(buffer: BytesLike, offset: number, ...values: PackValues<Format>): void {
    const bytes = asBytes(this.format, buffer);
    this.#checkCount(values.length);
    const start = placeInBuffer(this.format, this.size, bytes.length, offset);
    bytes.set(this.pack(...values), start);
  }

  /**
   * Unpacks exactly `size` bytes.
   *
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
   */
  unpack(bytes: BytesLike): Unpacked<Format> {
    const source = asBytes(this.format, bytes);
    if (source.length !== this.size) {
      const message = `O formato ${JSON.stringify(this.format)} ocupa ${this.size} byte(s), e vieram ${source.length}.`;
      throw new StructError('ERR_STRUCT_SIZE', message, { format: this.format, value: bytes });
    }
    return this.#read(source, 0);
  }

  /**
   * Unpacks from somewhere in a buffer, which may be longer.
   *
   * @param offset in bytes; a negative one counts from the buffer's end
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
   */
  unpackFrom(buffer: BytesLike, offset = 0): Unpacked<Format> {
    const bytes = asBytes(this.format, buffer);
    return this.#read(bytes, placeInBuffer(this.format, this.size, bytes.length, offset));
  }

  /**
   * Unpacks one struct after the other, each when it is asked for.
   *
   * @param bytes a multiple of `size`
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE, at once and not with the first struct
   */
  iterUnpack(bytes: BytesLike): Generator<Unpacked<Format>, void, undefined> {
    const source = asBytes(this.format, bytes);
    if (this.size === 0 || source.length % this.size !== 0) {
      const why =
        this.size === 0
          ? 'não ocupa nenhum byte: não há o que repetir'
          : `ocupa ${this.size} byte(s), e ${source.length} não é um múltiplo disso`;
      const message = `O formato ${JSON.stringify(this.format)} ${why}.`;
      throw new StructError('ERR_STRUCT_SIZE', message, { format: this.format, value: bytes });
    }
    return this.#readAll(source);
  }

  *#readAll(source: Uint8Array): Generator<Unpacked<Format>, void, undefined> {
    for (let at = 0; at < source.length; at += this.size) yield this.#read(source, at);
  }

  #read(bytes: Uint8Array, start: number): Unpacked<Format> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return readValues(this.#parsed, bytes, view, start) as Unpacked<Format>; // `Unpacked` says what is read
  }

  #checkCount(given: number): void {
    const { count } = this.#parsed;
    if (given === count) return;
    const message = `O formato ${JSON.stringify(this.format)} leva ${count} valor(es), e vieram ${given}.`;
    throw new StructError('ERR_STRUCT_COUNT', message, { format: this.format });
  }
}
