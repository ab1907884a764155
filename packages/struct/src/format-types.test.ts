import { describe, expectTypeOf, test } from 'vitest';
import type { Struct as StructType, Unpacked, UnpackedValue } from './index.ts';

// `tsc` checks these. When they run, nothing happens: a function that can be called, constructed and read for ever
// stands for the package, because many of the calls would throw.
function nothing(): void {}
const anything: object = new Proxy(nothing, {
  get: () => anything,
  apply: () => anything,
  construct: () => anything,
});
const { calcsize, iterUnpack, layout, pack, packInto, Struct, unpack, unpackFrom } =
  anything as typeof import('./index.ts'); // see above

type Bytes = Uint8Array<ArrayBuffer>;

describe('types from the format string', () => {
  const bytes = new Uint8Array();

  test('a literal format gives a tuple', () => {
    expectTypeOf(unpack('<iqd', bytes)).toEqualTypeOf<[number, bigint, number]>();
    expectTypeOf(unpackFrom('!cspx?', bytes)).toEqualTypeOf<[Bytes, Bytes, Bytes, boolean]>();
    expectTypeOf(unpack('<bBhHiIlLefd', bytes)[10]).toEqualTypeOf<number>();
    expectTypeOf(unpack('', bytes)).toEqualTypeOf<[]>();
    expectTypeOf(unpack('=3x', bytes)).toEqualTypeOf<[]>();
    expectTypeOf(iterUnpack('>H', bytes)).toEqualTypeOf<Generator<[number], void, undefined>>();
    expectTypeOf(new Struct('!I').unpack(bytes)).toEqualTypeOf<[number]>();
    expectTypeOf(new Struct('!I').format).toEqualTypeOf<'!I'>();
    expectTypeOf<Unpacked<'<q'>>().toEqualTypeOf<[bigint]>();
  });

  test('native long is a bigint, standard long a number', () => {
    expectTypeOf(unpack('lL', bytes)).toEqualTypeOf<[bigint, bigint]>();
    expectTypeOf(unpack('@lL', bytes)).toEqualTypeOf<[bigint, bigint]>();
    expectTypeOf(unpack('nNPqQ', bytes)).toEqualTypeOf<[bigint, bigint, bigint, bigint, bigint]>();
    expectTypeOf(unpack('=lL', bytes)).toEqualTypeOf<[number, number]>();
    expectTypeOf(unpack('!lL', bytes)).toEqualTypeOf<[number, number]>();
    expectTypeOf(unpack('<qQ', bytes)).toEqualTypeOf<[bigint, bigint]>();
  });

  test('counts and white space', () => {
    expectTypeOf(unpack('<3H2q', bytes)).toEqualTypeOf<[number, number, number, bigint, bigint]>();
    expectTypeOf(unpack('< 2H \t\n\v\f\r q ', bytes)).toEqualTypeOf<[number, number, bigint]>();
    expectTypeOf(unpack('<10s5p007x', bytes)).toEqualTypeOf<[Bytes, Bytes]>();
    expectTypeOf(unpack('c0l', bytes)).toEqualTypeOf<[Bytes]>();
    expectTypeOf(unpack('<0i000q0s', bytes)).toEqualTypeOf<[Bytes]>();
    expectTypeOf(unpack('<003?', bytes)).toEqualTypeOf<[boolean, boolean, boolean]>();
    expectTypeOf(unpack('<999d', bytes).length).toEqualTypeOf<999>();
    expectTypeOf(unpack('<120s130d', bytes).length).toEqualTypeOf<131>();
  });

  test('from a count of 1000 on, a tuple of unknown length', () => {
    expectTypeOf(unpack('<I1000d?', bytes)).toEqualTypeOf<[number, ...number[], boolean]>();
    expectTypeOf(unpack('<999d999d999d', bytes).length).toEqualTypeOf<number>();
    expectTypeOf(unpack('<1000B3H', bytes)).toEqualTypeOf<number[]>();
    expectTypeOf(
      unpack('<999d999d999d999d999d999d999d999d999d999d999d999d999d', bytes).length,
    ).toEqualTypeOf<number>();
    expectTypeOf(unpack('<999999999999999999999s', bytes)).toEqualTypeOf<[Bytes]>();
  });

  test('a format that is known only when it runs: any values', () => {
    const format: string = '<i';
    expectTypeOf(unpack(format, bytes)).toEqualTypeOf<UnpackedValue[]>();
    expectTypeOf<UnpackedValue>().toEqualTypeOf<number | bigint | boolean | Bytes>();
    expectTypeOf(unpack(`<${bytes.length}s`, bytes)).toEqualTypeOf<UnpackedValue[]>();
    expectTypeOf(new Struct(format)).toEqualTypeOf<StructType<string>>();
    pack(format, 1, 2n, true, bytes);
    // @ts-expect-error no code takes a date
    pack(format, new Date());
  });

  test('one of several literals: one of several tuples', () => {
    const format: '<i' | '>q' = Math.random() < 0.5 ? '<i' : '>q';
    expectTypeOf(unpack(format as '<i' | '>q', bytes)).toEqualTypeOf<[number] | [bigint]>();
    // @ts-expect-error one of the two is wrong
    calcsize(format as '<i' | '<y');
  });

  test('pack takes what the codes take', () => {
    expectTypeOf(pack('<hq?4s', 1, 2, true, bytes)).toEqualTypeOf<Bytes>();
    pack('<hq', 1n, 2n);
    pack('<efd', 1n, 2, 3.5);
    pack('<3?', null, [], Symbol());
    new Struct('<i').packInto(new ArrayBuffer(4), 0, 1);
    // @ts-expect-error a text is no number
    pack('<i', 'x');
    // @ts-expect-error a boolean is no integer
    pack('<i', true);
    // @ts-expect-error a text is no bytes
    pack('<4s', 'abcd');
    // @ts-expect-error too few values
    pack('<2i', 1);
    // @ts-expect-error too many values
    packInto('<2i', bytes, 0, 1, 2, 3);
    // @ts-expect-error padding takes none
    new Struct('x').pack(1);
  });

  test('a wrong literal does not compile, and the message says why', () => {
    // @ts-expect-error Formato errado: «y» não é um código de formato
    calcsize('<iy');
    // @ts-expect-error Formato errado: a ordem dos bytes («<») só pode ser o primeiro caractere do formato
    unpack('i<', bytes);
    // @ts-expect-error a space before the order
    calcsize(' <i');
    // @ts-expect-error Formato errado: «n» só existe com tamanhos nativos
    unpack('<n', bytes);
    // @ts-expect-error the same
    unpackFrom('=N', bytes);
    // @ts-expect-error the same
    iterUnpack('!P', bytes);
    // @ts-expect-error Formato errado: falta o código que se repete depois do número 12
    new Struct('i12');
    // @ts-expect-error Formato errado: há um espaço entre o número 3 e o código que se repete
    layout('3 i');
    // @ts-expect-error no such white space
    pack('<i\u00a0', 1);
    // @ts-expect-error Formato errado, e não o número dos valores
    pack('<iy', 1, 2);
    expectTypeOf<Parameters<typeof calcsize<'<iy'>>>().toEqualTypeOf<
      ['Formato errado: «y» não é um código de formato']
    >();
  });
});
