import fc from 'fast-check';
import { toWire, type Wire } from './python.ts';

/** A value with what Python gets for it. */
export interface Sent {
  readonly value: unknown;
  readonly wire: Wire;
}

/** A format and values that it takes, as good as certain. */
export interface Case {
  readonly format: string;
  readonly values: readonly Sent[];
}

const widths: Readonly<Record<string, number>> = { b: 8, h: 16, i: 32, l: 32, q: 64, n: 64, p: 64 };

const powers = fc
  .tuple(fc.nat({ max: 66 }), fc.constantFrom(-1n, 0n, 1n), fc.boolean())
  .map(([exponent, delta, negative]) => (2n ** BigInt(exponent) + delta) * (negative ? -1n : 1n));

const integers = fc.oneof(
  fc.integer({ min: -300, max: 300 }).map(BigInt),
  powers,
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 65n }),
);

/** As a number or as a bigint: both are taken. A number is what is left of it when it is too long for one. */
function eitherWay(integer: bigint, asNumber: boolean): Sent {
  const value = asNumber ? Number(integer) : integer;
  return { value, wire: toWire(value) };
}

/** Doubles where rounding to half or single precision goes one way or the other, and any others. */
const floats = fc.oneof(
  fc.constantFrom(0, -0, 1.5, 65504, 65519.99999999999, 65520, -65520, 1e308, Number.NaN),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** -24, 2 ** -25, 2 ** -14),
  fc.constantFrom(3.4028234663852886e38, 3.4028235677973362e38, 3.4028235677973366e38, 5e-324),
  fc.double(),
  fc.float(),
  fc.double({ min: -70_000, max: 70_000 }),
  fc.double({ min: -(2 ** -13), max: 2 ** -13 }),
  // Halfway between two half floats, and a little beside it.
  fc
    .tuple(fc.nat({ max: 0x7bff }), fc.constantFrom(-1, 0, 1))
    .map(([half, aside]) => (halfFloat(half) + halfFloat(half + 1)) / 2 + aside * 2 ** -60),
);

function halfFloat(half: number): number {
  const [exponent, fraction] = [half >>> 10, half & 0x3ff];
  return exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Neither number nor bytes for Python and for us. */
const others = fc.constantFrom(undefined, null, 'texto', '').map((value) => ({
  value,
  wire: { other: value || '' },
}));

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.uint8Array({ minLength: 250, maxLength: 260 }),
);

function valueFor(code: string, native: boolean, fitting: boolean): fc.Arbitrary<Sent> {
  if (code === 'c') {
    const one = fc.uint8Array({ minLength: 1, maxLength: 1 });
    return (fitting ? one : bytes).map((value) => ({ value, wire: toWire(value) }));
  }
  if (code === 's' || code === 'p') return bytes.map((value) => ({ value, wire: toWire(value) }));
  if (code === '?') {
    return fc
      .constantFrom<unknown>(true, false, 0, 1, 2, 0n, 5n, '', 'a', 1.5, -0)
      .map((value) => ({ value, wire: toWire(value) }));
  }
  if ('efd'.includes(code)) {
    const fits = floats.filter((value) => {
      if (code === 'd' || !Number.isFinite(value)) return true;
      return code === 'e' ? Math.abs(value) < 65520 : Number.isFinite(Math.fround(value));
    });
    return fc.oneof(
      {
        weight: 9,
        arbitrary: (fitting ? fits : floats).map((value) => ({ value, wire: toWire(value, true) })),
      },
      {
        weight: 1,
        arbitrary: fc
          .integer({ min: -9999, max: 9999 })
          .map((value) => ({ value: BigInt(value), wire: toWire(value) })),
      },
    );
  }
  const width = BigInt('lL'.includes(code) && native ? 64 : (widths[code.toLowerCase()] ?? 64));
  const signed = code !== 'P' && code === code.toLowerCase();
  const inRange = fc.tuple(integers, fc.boolean()).map(([integer, asNumber]) => {
    const cut = signed
      ? BigInt.asIntN(Number(width), integer)
      : BigInt.asUintN(Number(width), integer);
    return eitherWay(cut, asNumber && BigInt(Number(cut)) === cut);
  });
  if (fitting) return inRange;
  return fc.oneof(
    inRange,
    fc.tuple(integers, fc.boolean()).map(([integer, asNumber]) => eitherWay(integer, asNumber)),
    fc.double({ noInteger: true }).map((value) => ({ value, wire: toWire(value) })),
  );
}

const orders = fc.constantFrom('', '@', '=', '<', '>', '!');
const spaces = fc.constantFrom('', '', '', ' ', '\t', '\n', '\v', '\f', '\r', '  ');
const counts = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 3, arbitrary: fc.nat({ max: 4 }) },
  { weight: 1, arbitrary: fc.nat({ max: 40 }) },
);

/** @param fitting whether every value fits; otherwise about half of them do not, and their number may be wrong */
export function cases(fitting: boolean): fc.Arbitrary<Case> {
  return orders.chain((order) => {
    const native = order === '' || order === '@';
    const code = fc.constantFrom(...(native ? 'xcbB?hHiIlLqQnNefdspP' : 'xcbB?hHiIlLqQefdsp'));
    const item = fc
      .tuple(spaces, counts, fc.boolean(), code)
      .chain(([space, count, zeros, one]) => {
        // CPython before 3.13 gets `0p` wrong: it writes a byte that is not there and fails to read.
        const counted = one === 'p' && count === 0 ? undefined : count;
        const digits = counted === undefined ? '' : `${zeros ? '00' : ''}${counted}`;
        const length = one === 'x' ? 0 : 'sp'.includes(one) ? 1 : (count ?? 1);
        const values = fc.array(valueFor(one, native, fitting), {
          minLength: length,
          maxLength: length,
        });
        return values.map((list) => ({ text: `${space}${digits}${one}`, values: list }));
      });
    const whole = fc.tuple(fc.array(item, { maxLength: 6 }), spaces).map(([items, space]) => ({
      // A byte order comes first, even before white space.
      format: `${order}${items.map(({ text }) => text).join('')}${space}`,
      values: items.flatMap(({ values }) => values),
    }));
    if (fitting) return whole;
    return fc.oneof(
      { weight: 6, arbitrary: whole },
      {
        weight: 1,
        arbitrary: whole.map(({ format, values }) => ({ format, values: values.slice(1) })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(whole, others)
          .map(([{ format, values }, other]) => ({ format, values: [...values, other] })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(whole, fc.nat(), others).map(([{ format, values }, at, other]) => ({
          format,
          values:
            values.length === 0
              ? values
              : values.map((value, index) => (index === at % values.length ? other : value)),
        })),
      },
    );
  });
}

/** Any text that looks more or less like a format, right or wrong. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...'xcbB?hHiIlLqQnNefdspP') },
        { weight: 3, arbitrary: fc.constantFrom(...'0123456789') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(...'@=<>! \t\n\v\f\r\x1c\x1f\0yz+-_.é\u00a0\u0661\u2003'),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '9007199254740990',
            '99999999999999999999',
            '18446744073709551617',
          ),
        },
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 6 }),
);
