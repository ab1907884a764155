import { longDigits } from './long.ts';
import { MarshalError } from './marshal-error.ts';
import { encodeLong, encodeShort } from './utf8.ts';

/** Longer texts are encoded by TextEncoder: the call pays. Up to here their length is one byte in version 4. */
const SHORT_TEXT = 255;
/** Room for whatever does not ask for more: a short text, a number, the head of a container. */
const MARGIN = 1024;
/** What is kept from call to call: most values are small, and a new buffer would cost more than they do. */
const SPARE_SIZE = 2 ** 14;

/** Python's `float('nan')`; which of the NaNs a DataView writes is the engine's choice. */
const NAN = Uint8Array.of(0, 0, 0, 0, 0, 0, 0xf8, 0x7f);

let spare: Uint8Array | undefined;

/** The bytes of one call of `dumps`, and how values that contain no others are written. */
export class Output {
  /** Where the next byte goes. */
  position = 0;
  /** Goes with the next type. */
  flag = 0;
  bytes: Uint8Array;
  readonly #first: Uint8Array;
  #view: DataView;
  readonly #maxSize: number;
  /** Short ASCII texts have a byte of length. */
  readonly #isShort: boolean;

  constructor(maxSize: number, isShort: boolean) {
    this.#maxSize = maxSize;
    this.#isShort = isShort;
    this.#first = spare ?? new Uint8Array(SPARE_SIZE);
    spare = undefined; // a getter within the value may call dumps meanwhile
    this.bytes = this.#first;
    this.#view = new DataView(this.bytes.buffer);
  }

  /** @throws {MarshalError} ERR_MARSHAL_TOO_LARGE */
  finish(): Uint8Array {
    if (this.position > this.#maxSize) this.#failSize();
    return this.bytes.slice(0, this.position);
  }

  /** Keeps the memory for the next call. */
  release(): void {
    spare = this.#first;
  }

  code(type: number): void {
    this.bytes[this.position++] = type | this.flag;
    this.flag = 0;
  }

  int32(value: number): void {
    this.#view.setInt32(this.position, value, true);
    this.position += 4;
  }

  number(value: number): void {
    // −0 is no int: Python's has no sign.
    if (Object.is(value | 0, value)) {
      this.bytes[this.position++] = 0x69; // i
      this.int32(value);
    } else if (Number.isSafeInteger(value) && value !== 0) this.#long(value);
    else {
      this.bytes[this.position++] = 0x67; // g
      this.double(value);
    }
  }

  bigint(value: bigint): void {
    const number = Number(value);
    if ((number | 0) === number) this.number(number);
    else this.#long(value);
  }

  #long(value: number | bigint): void {
    const digits = longDigits(value);
    this.reserve(2 * digits.length);
    this.code(0x6c); // l
    this.int32(value < 0 ? -digits.length : digits.length);
    for (const digit of digits) {
      this.#view.setUint16(this.position, digit, true);
      this.position += 2;
    }
  }

  double(value: number): void {
    this.#view.setFloat64(this.position, value, true);
    if (Number.isNaN(value)) this.bytes.set(NAN, this.position);
    this.position += 8;
  }

  text(text: string): void {
    const { length } = text;
    const isLong = length > SHORT_TEXT;
    if (isLong) this.reserve(3 * length);
    const { bytes, position } = this;
    if (this.#isShort && !isLong) {
      const start = position + 2;
      let index = 0;
      for (; index < length; index++) {
        const unit = text.charCodeAt(index);
        if (unit > 0x7f) break;
        bytes[start + index] = unit;
      }
      if (index === length) {
        bytes[position] = 0x7a; // z
        bytes[position + 1] = length;
        this.position = start + length;
        return;
      }
    }
    const start = position + 5;
    const end = (isLong ? encodeLong : encodeShort)(text, bytes, start);
    this.code(this.#isShort && end - start === length ? 0x61 : 0x75); // a, u
    this.int32(end - start);
    this.position = end;
  }

  /** @param nanBytes what to write in the place of a NaN */
  doubles(type: number, nanBytes: Uint8Array | undefined, ...values: number[]): undefined {
    this.code(type);
    for (const value of values) this.double(value);
    if (nanBytes !== undefined) this.bytes.set(nanBytes, this.position - nanBytes.length);
  }

  block(type: number, block: Uint8Array): undefined {
    this.reserve(block.length);
    this.code(type);
    this.int32(block.length);
    this.bytes.set(block, this.position);
    this.position += block.length;
  }

  /** Makes room for so many bytes and the margin. */
  reserve(size: number): void {
    const needed = this.position + size + MARGIN;
    const { length } = this.bytes;
    if (needed <= length) return;
    // A text asks for three bytes a character and may need one.
    if (this.position + size / 3 > this.#maxSize) this.#failSize();
    const grown = new Uint8Array(Math.max(needed, 2 * length));
    grown.set(this.bytes.subarray(0, this.position));
    this.bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  #failSize(): never {
    throw new MarshalError('TOO_LARGE', `mais de ${this.#maxSize} bytes (maxSize).`);
  }
}
