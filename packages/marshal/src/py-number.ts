/**
 * Python's `float`, where it must not be taken for an `int`: `new PyFloat(1)` is 1.0. What `{ exact: true }` gives for
 * every float, and the way to write a whole number as a float.
 */
export class PyFloat {
  readonly value: number;
  /**
   * The eight bytes of a NaN as they were read, little-endian; JavaScript has one NaN, Python keeps them apart.
   *
   * @internal
   */
  readonly nanBytes: Uint8Array | undefined;

  constructor(value: number, nanBytes?: Uint8Array) {
    this.value = value;
    this.nanBytes = nanBytes;
  }
}

/** Python's `complex`, in both modes. */
export class PyComplex {
  /** The real part. */
  readonly re: number;
  /** The imaginary part. */
  readonly im: number;
  /**
   * The sixteen bytes as they were read, when a part is NaN.
   *
   * @internal
   */
  readonly nanBytes: Uint8Array | undefined;

  constructor(re: number, im: number, nanBytes?: Uint8Array) {
    this.re = re;
    this.im = im;
    this.nanBytes = nanBytes;
  }
}
