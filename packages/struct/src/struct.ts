import type { BytesLike } from './bytes.ts';
import { CompiledFormat } from './compiled-format.ts';
import type { CheckedFormat, PackValues, Unpacked } from './format-types.ts';

/**
 * A format, understood once and used many times («struct», Classes).
 *
 * @example
 * const header = new Struct('!HI');
 * header.size; // 6
 * header.unpack(header.pack(7, 1000)); // [7, 1000]
 */
export class Struct<const Format extends string = string> {
  readonly #compiled: CompiledFormat;
  /** The format string. */
  readonly format: Format;
  /** Bytes that the format takes. */
  readonly size: number;

  /** @throws {StructError} ERR_STRUCT_FORMAT */
  constructor(format: CheckedFormat<Format>) {
    this.#compiled = new CompiledFormat(format);
    this.format = format as string as Format; // `CheckedFormat` of a right format is the format
    this.size = this.#compiled.size;
  }

  /**
   * Packs values.
   *
   * @returns `size` bytes with a buffer of their own
   * @throws {StructError} ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE
   */
  pack(...values: PackValues<Format>): Uint8Array<ArrayBuffer> {
    return this.#compiled.pack(values);
  }

  /**
   * Packs values into a buffer; padding becomes zeros. When it throws, nothing has been written.
   *
   * @param offset in bytes; a negative one counts from the buffer's end
   * @throws {StructError} ERR_STRUCT_COUNT, ERR_STRUCT_TYPE, ERR_STRUCT_RANGE, ERR_STRUCT_SIZE
   */
  packInto(buffer: BytesLike, offset: number, ...values: PackValues<Format>): void {
    this.#compiled.packInto(buffer, offset, values);
  }

  /**
   * Unpacks exactly `size` bytes. Bytes among the values are copies.
   *
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
   */
  unpack(bytes: BytesLike): Unpacked<Format> {
    return this.#compiled.unpack(bytes) as Unpacked<Format>; // what the codes say
  }

  /**
   * Unpacks from a place in a buffer, which may be longer.
   *
   * @param offset in bytes; a negative one counts from the buffer's end
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE
   */
  unpackFrom(buffer: BytesLike, offset = 0): Unpacked<Format> {
    return this.#compiled.unpackFrom(buffer, offset) as Unpacked<Format>; // what the codes say
  }

  /**
   * Unpacks one struct after the other, each when it is asked for.
   *
   * @param bytes a multiple of `size`
   * @throws {StructError} ERR_STRUCT_SIZE, ERR_STRUCT_TYPE: at once, not with the first struct
   */
  iterUnpack(bytes: BytesLike): Generator<Unpacked<Format>, void, undefined> {
    return this.#compiled.iterUnpack(bytes) as Generator<Unpacked<Format>, void, undefined>; // what the codes say
  }
}
