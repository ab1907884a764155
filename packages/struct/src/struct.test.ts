import { expect, test } from 'vitest';
import { Struct, StructError } from './index.ts';

test('a Struct does what the functions do', () => {
  const header = new Struct('!HI');
  expect([header.format, header.size]).toEqual(['!HI', 6]);
  const bytes = header.pack(7, 1000);
  expect([...bytes]).toEqual([0, 7, 0, 0, 3, 232]);
  expect(header.unpack(bytes)).toEqual([7, 1000]);
  const buffer = new Uint8Array(12);
  header.packInto(buffer, -6, 7, 1000);
  expect(header.unpackFrom(buffer)).toEqual([0, 0]);
  expect(header.unpackFrom(buffer, 6)).toEqual([7, 1000]);
  expect([...header.iterUnpack(buffer)]).toEqual([
    [0, 0],
    [7, 1000],
  ]);
});

test('two Structs of one format do not disturb each other', () => {
  const [one, other] = [new Struct('<4s'), new Struct('<4s')];
  const packed = one.pack(Uint8Array.of(1, 2, 3, 4));
  other.pack(Uint8Array.of(5));
  expect([...packed]).toEqual([1, 2, 3, 4]);
});

test('a wrong format is refused at once', () => {
  const format: string = '<n';
  expect(() => new Struct(format)).toThrow(StructError);
});
