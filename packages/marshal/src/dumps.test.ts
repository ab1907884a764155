import { expect, test } from 'vitest';
import {
  dumps,
  Ellipsis,
  loads,
  type Marshallable,
  PyComplex,
  PyDict,
  PyFloat,
  PyFrozenSet,
  PySet,
  PySlice,
  PyStr,
  PyTuple,
  StopIteration,
} from './index.ts';

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

test.each<[Marshallable, string, string]>([
  [[], '[\0\0\0\0', '[\0\0\0\0'],
  ['oi', 'u\x02\0\0\0oi', 'z\x02oi'],
  ['olá', 'u\x04\0\0\0ol\xc3\xa1', 'u\x04\0\0\0ol\xc3\xa1'],
  ['\ud800', 'u\x03\0\0\0\xed\xa0\x80', 'u\x03\0\0\0\xed\xa0\x80'],
  [new PyTuple([null]), '(\x01\0\0\0N', ')\x01N'],
  [new PyFloat(1), 'g\0\0\0\0\0\0\xf0?', 'g\0\0\0\0\0\0\xf0?'],
  [-0, 'g\0\0\0\0\0\0\0\x80', 'g\0\0\0\0\0\0\0\x80'],
  [Number.NaN, 'g\0\0\0\0\0\0\xf8\x7f', 'g\0\0\0\0\0\0\xf8\x7f'],
  [
    new PyComplex(0, Number.NaN),
    'y\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xf8\x7f',
    'y\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xf8\x7f',
  ],
  [2 ** 31, 'l\x03\0\0\0\0\0\0\0\x02\0', 'l\x03\0\0\0\0\0\0\0\x02\0'],
  [-(2 ** 31), 'i\0\0\0\x80', 'i\0\0\0\x80'],
  [5n, 'i\x05\0\0\0', 'i\x05\0\0\0'],
  [
    -(2n ** 75n),
    'l\xfa\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\x01\0',
    'l\xfa\xff\xff\xff\0\0\0\0\0\0\0\0\0\0\x01\0',
  ],
  [Ellipsis, '.', '.'],
  [StopIteration, 'S', 'S'],
  [{}, '{0', '{0'],
  [Object.assign(Object.create(null), { a: true }), '{u\x01\0\0\0aT0', '{z\x01aT0'],
  [new PyDict<Marshallable, Marshallable>([[new PyTuple(), false]]), '{(\0\0\0\0F0', '{)\0F0'],
  [new Set([true, null, 1]), '<\x03\0\0\0NTi\x01\0\0\0', '<\x03\0\0\0TNi\x01\0\0\0'],
  [new PySet(['b', 'a']), '<\x02\0\0\0u\x01\0\0\0au\x01\0\0\0b', '<\x02\0\0\0z\x01bz\x01a'],
  [new PyFrozenSet([false]), '>\x01\0\0\0F', '>\x01\0\0\0F'],
  [new PyStr(Uint8Array.of(0x61)), 'u\x01\0\0\0a', 'u\x01\0\0\0a'],
])('dumps(%o) in versions 2 and 4', (value, second, fourth) => {
  expect(text(dumps(value))).toBe(second);
  expect(text(dumps(value, 4))).toBe(fourth);
});

test('a slice is written in version 5 and no other', () => {
  const slice = new PySlice<Marshallable>(1, null, new PyTuple([2]));
  expect(text(dumps(slice, 5))).toBe(':i\x01\0\0\0N)\x01i\x02\0\0\0');
  expect(loads(dumps(new Map([[slice, 1]]), 5), { exact: true })).toEqual(new PyDict([[slice, 1]]));
  expect(() => dumps(slice, 4)).toThrow('o marshal não escreve um objeto da classe PySlice.');
});

test('as a key, or an element of a set, an Array is a tuple and a Set a frozenset', () => {
  const value = new Map<Marshallable, Marshallable>([
    [[1, [2]], [1]],
    [new Set(['a']), null],
  ]);
  const exact = loads(dumps(value), { exact: true }) as PyDict;
  expect(exact.get(new PyTuple([1, new PyTuple([2])]))).toEqual([1]);
  expect(exact.has(new PyFrozenSet(['a']))).toBe(true);
});

class Aluno {
  nome = 'Ana';
}

test.each<[unknown, string]>([
  [undefined, 'undefined.'],
  [[1, 2, { nome: undefined }], 'undefined em [2].nome.'],
  [{ a: [() => 1] }, 'uma função em .a[0].'],
  [new Map([[1, Symbol('x')]]), 'Symbol(x) em [0].'],
  [
    new Map([
      ['a', 1],
      ['b', new Date()],
    ] as never),
    'um objeto da classe Date em .b.',
  ],
  [[new Aluno()], 'um objeto da classe Aluno em [0].'],
  [new Set([new Map()]), 'um objeto da classe Map em [0].'],
  [new Map([[{}, 1]]), 'um objeto da classe Object em [0].'],
  [new Array(1), 'undefined em [0].'],
  [new Uint16Array(1), 'um objeto da classe Uint16Array.'],
  [Object.create({}), 'um objeto da classe Object.'],
])('dumps(%o) is refused, saying where: %s', (value, where) => {
  for (const version of [2, 4]) {
    expect(() => dumps(value as Marshallable, version)).toThrow(
      expect.objectContaining({
        code: 'ERR_MARSHAL_UNSUPPORTED',
        message: `o marshal não escreve ${where}`,
      }),
    );
  }
});

test('a version that is none is refused', () => {
  for (const version of [0, 1, 6, -1, 2.5, Number.NaN]) {
    const error = expect.objectContaining({ code: 'ERR_MARSHAL_ARGUMENT' });
    expect(() => dumps(null, version)).toThrow(error);
  }
});

test('what contains itself is written by references from version 3 on, and refused before', () => {
  const list: Marshallable[] = [];
  const dict = { list };
  list.push(dict, dict);
  expect(() => dumps(list)).toThrow(expect.objectContaining({ code: 'ERR_MARSHAL_TOO_DEEP' }));
  for (const version of [3, 4, 5]) {
    const back = loads(dumps(list, version)) as Map<string, unknown>[];
    expect(back[0]).toBe(back[1]);
    expect(back[0]?.get('list')).toBe(back);
  }
  const own: Marshallable[] = [];
  own.push(own);
  for (const impossible of [new Set([own]), new Map([[own, 1]])]) {
    expect(() => dumps(impossible, 4)).toThrow(
      expect.objectContaining({ code: 'ERR_MARSHAL_TOO_DEEP' }),
    );
  }
});

test('every size of text, bytes and int is written whole, whatever was written before', () => {
  for (let length = 0; length < 300; length += 1 + (length >> 4)) {
    const value = [
      'a'.repeat(length),
      'é'.repeat(length),
      new Uint8Array(length).fill(7),
      2n ** BigInt(length),
    ];
    const many: Marshallable[] = Array(length).fill(value);
    expect(loads(dumps(many))).toEqual(loads(dumps(many, 4)));
    expect(loads(dumps(value))).toEqual(
      value.map((each) => (typeof each === 'bigint' && length < 53 ? Number(each) : each)),
    );
  }
  const long = ['x'.repeat(70_000), 'ã\ufffd\ud900'.repeat(20_000)];
  expect(loads(dumps(long, 4))).toEqual(long);
});

test('a getter may call dumps itself', () => {
  const value = {
    get inner() {
      return dumps([1, 2, 3]);
    },
    after: 'x'.repeat(30_000),
  };
  expect(loads(dumps(value))).toEqual(
    new Map<string, unknown>([
      ['inner', dumps([1, 2, 3])],
      ['after', value.after],
    ]),
  );
});
