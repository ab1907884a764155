import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calcsize, layout, pack, StructError, unpack, unpackFrom } from '../src/index.ts';
import { cases, texts } from './formats.ts';

/** Runs something that may refuse its input, but in no other way. Undefined when it did. */
function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof StructError) return undefined;
    throw error;
  }
}

const parameters = { numRuns: 60_000, endOnFailure: true };

test('any text as a format with any bytes: values that pack to the same, or a StructError', () => {
  let read = 0;
  fc.assert(
    fc.property(texts, fc.uint8Array({ maxLength: 40 }), fc.boolean(), (format, bytes, exact) => {
      const size = attempt(() => calcsize(format));
      if (size === undefined || size > bytes.length) {
        expect(attempt(() => unpack(format, bytes))).toBeUndefined();
        return;
      }
      const values = attempt(() =>
        exact ? unpack(format, bytes.subarray(0, size)) : unpackFrom(format, bytes),
      );
      if (values === undefined) throw new Error('enough bytes, and yet refused');
      read++;
      // Padding, the unused end of a `p` and the bits of a NaN are lost; after one turn nothing more is.
      const again = pack(format, ...values);
      expect(again.length).toBe(size);
      const twice = unpack(format, again);
      expect(twice).toEqual(values);
      expect(pack(format, ...twice)).toEqual(again);
    }),
    parameters,
  );
  expect(read).toBeGreaterThan(2_000);
});

test('a right format with a mutation, and any values: bytes of the right length, or a StructError', () => {
  const mutated = fc
    .tuple(
      fc.oneof(cases(true), cases(false)),
      fc.nat(),
      fc.constantFrom('', 'x', '3', '<', ' ', 'q', '0', 'p', 'é'),
    )
    .map(([{ format, values }, place, insert]) => {
      const at = place % (format.length + 1);
      return { format: format.slice(0, at) + insert + format.slice(at + (place % 2)), values };
    });
  let packed = 0;
  fc.assert(
    fc.property(mutated, ({ format, values }) => {
      const bytes = attempt(() => pack(format, ...values.map(({ value }) => value as number))); // whatever it is
      const items = attempt(() => layout(format));
      if (bytes === undefined) return;
      packed++;
      expect(bytes.length).toBe(calcsize(format));
      expect(unpack(format, bytes)).toHaveLength(values.length);
      expect(items?.reduce((sum, { size }) => sum + size, 0)).toBe(bytes.length);
    }),
    parameters,
  );
  expect(packed).toBeGreaterThan(2_000);
});
