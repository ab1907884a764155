import { expect, test } from 'vitest';
import { dumps, MarshalError, type Marshallable, PyComplex, PyFloat, PyTuple } from './index.ts';
import { layout } from './layout.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0));

/** `kind code depth size text` of each piece, which must cover all bytes. */
function told(input: Uint8Array): string[] {
  let end = 0;
  const lines = layout(input).map(({ offset, size, kind, code, depth, text }) => {
    expect(offset).toBe(end);
    expect(size).toBeGreaterThan(0);
    end += size;
    return `${kind} ${code} ${depth} ${size} ${text}`;
  });
  expect(end).toBe(input.length);
  return lines;
}

test('a list, a dict and what is in them: each byte has an owner', () => {
  expect(told(dumps([1, { nome: 'olá' }]))).toEqual([
    'type [ 0 1 list',
    'length [ 0 4 2 itens',
    'type i 1 1 int',
    'value i 1 4 1',
    'type { 1 1 dict',
    'type u 2 1 str',
    'length u 2 4 4 bytes',
    'value u 2 4 "nome"',
    'type u 2 1 str',
    'length u 2 4 4 bytes',
    'value u 2 4 "olá"',
    'type 0 1 1 fim do dict',
  ]);
});

test('what is empty has a length and no value', () => {
  expect(told(dumps(['', new PyTuple(), {}], 4))).toEqual([
    'type [ 0 1 list',
    'length [ 0 4 3 itens',
    'type z 1 1 str',
    'length z 1 1 0 bytes',
    'type ) 1 1 tuple',
    'length ) 1 1 0 itens',
    'type { 1 1 dict',
    'type 0 1 1 fim do dict',
  ]);
});

test.each<[Marshallable, string[]]>([
  [null, ['type N 0 1 None']],
  [
    -(2n ** 40n),
    [
      'type l 0 1 int',
      'length l 0 4 3 algarismos de 15 bits, negativo',
      'value l 0 6 -1099511627776',
    ],
  ],
  [new PyFloat(2), ['type g 0 1 float', 'value g 0 8 2.0']],
  [-0, ['type g 0 1 float', 'value g 0 8 -0.0']],
  [1e100, ['type g 0 1 float', 'value g 0 8 1e+100']],
  [Number.NaN, ['type g 0 1 float', 'value g 0 8 nan']],
  [-Infinity, ['type g 0 1 float', 'value g 0 8 -inf']],
  [new PyComplex(1, -2), ['type y 0 1 complex', 'value y 0 16 1.0 + -2.0j']],
  [bytes('a"\\\xff'), ['type s 0 1 bytes', 'length s 0 4 4 bytes', 'value s 0 4 b"a\\"\\\\\\xff"']],
  [
    new Set(['a']),
    [
      'type < 0 1 set',
      'length < 0 4 1 item',
      'type u 1 1 str',
      'length u 1 4 1 byte',
      'value u 1 1 "a"',
    ],
  ],
])('layout(dumps(%o))', (value, pieces) => {
  expect(told(dumps(value))).toEqual(pieces);
});

test('references, and the texts and slices that other versions write', () => {
  expect(told(bytes('[\x02\0\0\0\xfb0r\0\0\0\0'))).toEqual([
    'type [ 0 1 list',
    'length [ 0 4 2 itens',
    'type { 1 1 dict, referência 0',
    'type 0 1 1 fim do dict',
    'type r 1 1 referência',
    'reference r 1 4 referência 0',
  ]);
  expect(told(bytes('x\x031.5\x02-2'))).toEqual([
    'type x 0 1 complex',
    'length x 0 1 3 bytes',
    'value x 0 3 1.5',
    'length x 0 1 2 bytes',
    'value x 0 2 -2',
  ]);
  expect(told(bytes(':NNI\x01\0\0\0\0\0\0\0'))).toEqual([
    'type : 0 1 slice',
    'type N 1 1 None',
    'type N 1 1 None',
    'type I 1 1 int',
    'value I 1 8 1',
  ]);
});

test('what loads refuses is refused, and so is what follows the value', () => {
  expect(() => layout(bytes('[\x01\0\0\0'))).toThrow(MarshalError);
  const error = expect.objectContaining({ code: 'ERR_MARSHAL_TRAILING', offset: 1 });
  expect(() => layout(bytes('NN'))).toThrow(error);
});
