import { asBytes } from './bytes.ts';
import type { Encoding } from './format-codes.ts';
import { parseFormat } from './parse-format.ts';
import { readValues } from './read-values.ts';
import { type Run, toRuns } from './runs.ts';
import { showText, showValue } from './show.ts';
import { StructError } from './struct-error.ts';
import { copyFirst, hasByte, lengthOf } from './typed-arrays.ts';
import { writeValues } from './write-values.ts';

/** The largest struct, in bytes and in values, that is given memory of its own to be reused. */
const LARGEST_REUSED = 4096;

interface Memory {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
}

/** A format made ready for use: what `Struct` and the functions of the module have in common, without their types. */
export class CompiledFormat {
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  readonly #count: number;
  readonly #littleEndian: boolean;
  readonly #runs: readonly Run[];
  /** An array of the right length for `unpack` to copy; made when it is first needed. */
  #blank: readonly unknown[] | undefined;
  /** Where values are written first, so that nothing is written when one is bad; its padding stays zero. */
  #draft: Memory | undefined;

  /** @throws {StructError} ERR_STRUCT_FORMAT */
  constructor(format: string) {
    const { size, count, littleEndian, items } = parseFormat(format);
    this.format = format;
    this.size = size;
    this.#count = count;
    this.#littleEndian = littleEndian;
    this.#runs = toRuns(items);
  }

  pack(values: readonly unknown[]): Uint8Array<ArrayBuffer> {
    this.#checkCount(values.length);
    const draft = this.#write(values);
    return draft === this.#draft ? new Uint8Array(draft.bytes) : draft.bytes;
  }

  packInto(buffer: unknown, offset: number, values: readonly unknown[]): void {
    const target = asBytes(this.format, buffer);
    this.#checkCount(values.length);
    const start = this.#startIn(target, offset);
    const { bytes } = this.#write(values);
    copyFirst(bytes, this.size, target, start);
  }

  unpack(buffer: unknown): unknown[] {
    const source = asBytes(this.format, buffer);
    const { size } = this;
    const isRight = !hasByte(source, size) && (size === 0 || hasByte(source, size - 1));
    if (!isRight) throw this.#lengthError(buffer, lengthOf(source));
    return this.#read(source, 0);
  }

  unpackFrom(buffer: unknown, offset: number): unknown[] {
    const source = asBytes(this.format, buffer);
    return this.#read(source, this.#startIn(source, offset));
  }

  iterUnpack(buffer: unknown): Generator<unknown[], void, undefined> {
    const source = asBytes(this.format, buffer);
    const length = lengthOf(source);
    if (this.size === 0) {
      throw this.#sizeError(buffer, 'não ocupa nenhum byte: não há o que repetir');
    }
    if (length % this.size !== 0) {
      const why = `ocupa ${this.size} byte(s), e vieram ${length}, que não é um múltiplo disso`;
      throw this.#sizeError(buffer, why);
    }
    return this.#readAll(source, length);
  }

  *#readAll(source: Uint8Array, end: number): Generator<unknown[], void, undefined> {
    for (let at = 0; at < end; at += this.size) {
      // Between two structs the memory may have been taken away, or a resizable buffer have become smaller.
      yield this.#read(source, this.#startIn(source, at));
    }
  }

  #read(source: Uint8Array, start: number): unknown[] {
    const values = this.#blankValues();
    readValues(this.#runs, this.#littleEndian, values, source, start);
    return values;
  }

  /** As many elements as there are values. */
  #blankValues(): unknown[] {
    if (this.#blank !== undefined) return this.#blank.slice();
    // An array that begins with floats, or with objects, need not be converted when such values come (measured).
    const filler = this.#runs.every(({ encoding }) => isFloat(encoding)) ? 0.5 : null;
    const blank = Array.from({ length: this.#count }, () => filler);
    if (this.#count <= LARGEST_REUSED) this.#blank = blank;
    return blank.slice();
  }

  #write(values: readonly unknown[]): Memory {
    const draft = this.#draft ?? this.#newDraft();
    writeValues(this.format, this.#runs, this.#littleEndian, values, draft.bytes, draft.view);
    return draft;
  }

  #newDraft(): Memory {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(this.size);
    } catch (cause) {
      const message = `O formato ${showText(this.format)} ocupa ${this.size} bytes, mais do que a memória deixa.`;
      throw new StructError('ERR_STRUCT_SIZE', message, { format: this.format, cause });
    }
    const memory = { bytes, view: new DataView(bytes.buffer) };
    if (this.size <= LARGEST_REUSED) this.#draft = memory;
    return memory;
  }

  #checkCount(given: number): void {
    if (given !== this.#count) throw this.#countError(given);
  }

  /** Where the struct begins; a negative offset counts from the end. There is room for it from there on. */
  #startIn(bytes: Uint8Array, offset: number): number {
    if (Number.isInteger(offset) && offset >= 0 && hasByte(bytes, offset + this.size - 1)) {
      return offset;
    }
    const length = lengthOf(bytes);
    if (Number.isInteger(offset)) {
      const start = offset < 0 ? offset + length : offset;
      if (start >= 0 && start + this.size <= length) return start;
    }
    throw this.#offsetError(length, offset);
  }

  // Errors are made apart from what finds them: V8 inlines only what is short, which was measured to matter here.

  #countError(given: number): StructError {
    const message = `O formato ${showText(this.format)} leva ${this.#count} valor(es), e vieram ${given}.`;
    return new StructError('ERR_STRUCT_COUNT', message, { format: this.format });
  }

  #lengthError(value: unknown, length: number): StructError {
    return this.#sizeError(value, `ocupa ${this.size} byte(s), e vieram ${length}`);
  }

  #offsetError(length: number, offset: number): StructError {
    if (!Number.isInteger(offset)) {
      // As a value it would do; a program without types may give one here too.
      const kind = typeof offset === 'bigint' ? 'o bigint ' : '';
      const message = `O deslocamento precisa ser um number inteiro, e veio ${kind}${showValue(offset)}.`;
      return new StructError('ERR_STRUCT_TYPE', message, { format: this.format, value: offset });
    }
    const start = offset < 0 ? offset + length : offset;
    return this.#sizeError(
      offset,
      start < 0
        ? `não tem como começar no deslocamento ${offset}: são só ${length} byte(s)`
        : `ocupa ${this.size} byte(s), e a partir do deslocamento ${offset} há ${Math.max(0, length - start)}`,
    );
  }

  #sizeError(value: unknown, why: string): StructError {
    const message = `O formato ${showText(this.format)} ${why}.`;
    return new StructError('ERR_STRUCT_SIZE', message, { format: this.format, value });
  }
}

function isFloat(encoding: Encoding): boolean {
  return (
    encoding === 'float16' ||
    encoding === 'float32' ||
    encoding === 'nativeFloat32' ||
    encoding === 'float64'
  );
}
