import { expect, test } from 'vitest';
import {
  calcsize,
  iterUnpack,
  layout,
  pack,
  packInto,
  StructError,
  unpack,
  unpackFrom,
} from './index.ts';

/** As a program without types would call it. */
type Untyped = (...args: unknown[]) => unknown;
const untyped = (call: unknown): Untyped => call as Untyped;

function errorOf(call: () => unknown): StructError {
  try {
    call();
  } catch (error) {
    if (error instanceof StructError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}

const format = (text: string) => errorOf(() => calcsize(text));
const packing = (text: string, ...values: unknown[]) =>
  errorOf(() => untyped(pack)(text, ...values));

test.each([
  ['<iy', 2, 'Formato «<iy», 3º caractere: «y» não é um código de formato.'],
  [
    'i<',
    1,
    'Formato «i<», 2º caractere: a ordem dos bytes («<») só pode ser o primeiro caractere.',
  ],
  [
    ' <i',
    1,
    'Formato « <i», 2º caractere: a ordem dos bytes («<») só pode ser o primeiro caractere.',
  ],
  [
    '<2n',
    2,
    'Formato «<2n», 3º caractere: «n» só existe com tamanhos nativos: sem ordem dos bytes, ou com «@».',
  ],
  [
    '3 i',
    1,
    'Formato «3 i», 2º caractere: há um espaço entre o número 3 e o código que se repete.',
  ],
  ['i12', 3, 'Formato «i12», 4º caractere: falta o código que se repete depois do número 12.'],
  ['i\0', 1, 'Formato «i\\u0000», 2º caractere: «\\u0000» não é um código de formato.'],
  [
    "'!Ih'",
    0,
    "Formato «'!Ih'», 1º caractere: «'» não é um código de formato (o formato vai sem aspas dentro dele).",
  ],
  [
    '"h\\"',
    0,
    'Formato «"h\\\\"», 1º caractere: «"» não é um código de formato (o formato vai sem aspas dentro dele).',
  ],
  [
    '9007199254740992x',
    16,
    'Formato «9007199254740992x», 17º caractere: o tamanho passa de 2**53 - 1 bytes.',
  ],
  [
    'x9007199254740991x',
    17,
    'Formato «x9007199254740991x», 18º caractere: o tamanho passa de 2**53 - 1 bytes.',
  ],
])('format %j: says what is wrong and where', (text, place, message) => {
  const error = format(text);
  expect(error).toMatchObject({ code: 'ERR_STRUCT_FORMAT', place, message, format: text });
  expect(errorOf(() => layout(text)).message).toBe(message);
});

test('a digit that repeats nothing for ever: refused at once, however long', () => {
  expect(format(`${'9'.repeat(100_000)}x`).message).toContain('o tamanho passa de 2**53 - 1 bytes');
  expect(format('9'.repeat(400)).message.length).toBeLessThan(600);
});

test('a value that does not fit: which one, where in the format, and what would fit', () => {
  const error = packing('<h 2b', 1, 2, 300);
  expect(error).toMatchObject({
    code: 'ERR_STRUCT_RANGE',
    place: 4,
    argument: 2,
    value: 300,
    format: '<h 2b',
  });
  expect(error.message).toBe(
    '3º valor (300), para «b» (5º caractere do formato «<h 2b»): só cabem inteiros de -128 a 127.',
  );
});

test.each([
  [
    'q',
    2n ** 63n,
    'ERR_STRUCT_RANGE',
    '1º valor (9223372036854775808), para «q» (1º caractere do formato «q»): só cabem inteiros de -9223372036854775808 a 9223372036854775807.',
  ],
  [
    '<I',
    -1,
    'ERR_STRUCT_RANGE',
    '1º valor (-1), para «I» (2º caractere do formato «<I»): só cabem inteiros de 0 a 4294967295.',
  ],
  [
    'i',
    1.5,
    'ERR_STRUCT_TYPE',
    '1º valor (1.5), para «i» (1º caractere do formato «i»): precisa ser um número inteiro.',
  ],
  [
    'i',
    '7',
    'ERR_STRUCT_TYPE',
    '1º valor («7»), para «i» (1º caractere do formato «i»): precisa ser um número inteiro.',
  ],
  [
    'i',
    true,
    'ERR_STRUCT_TYPE',
    '1º valor (true), para «i» (1º caractere do formato «i»): precisa ser um número inteiro.',
  ],
  [
    'q',
    Number.NaN,
    'ERR_STRUCT_TYPE',
    '1º valor (NaN), para «q» (1º caractere do formato «q»): precisa ser um número inteiro.',
  ],
  [
    'B',
    10n ** 100_000n,
    'ERR_STRUCT_RANGE',
    '1º valor (um inteiro de mais de 40 algarismos), para «B» (1º caractere do formato «B»): só cabem inteiros de 0 a 255.',
  ],
  [
    'd',
    10n ** 400n,
    'ERR_STRUCT_RANGE',
    '1º valor (um inteiro de mais de 40 algarismos), para «d» (1º caractere do formato «d»): é grande demais para um float.',
  ],
  [
    'd',
    null,
    'ERR_STRUCT_TYPE',
    '1º valor (null), para «d» (1º caractere do formato «d»): precisa ser um número.',
  ],
  [
    '<f',
    1e39,
    'ERR_STRUCT_RANGE',
    '1º valor (1e+39), para «f» (2º caractere do formato «<f»): é grande demais para um float de 32 bits (o maior é cerca de 3,4e38).',
  ],
  [
    'e',
    -65520,
    'ERR_STRUCT_RANGE',
    '1º valor (-65520), para «e» (1º caractere do formato «e»): é grande demais para um float de 16 bits (o maior é 65504).',
  ],
  [
    'c',
    new Uint8Array(2),
    'ERR_STRUCT_TYPE',
    '1º valor (2 byte(s)), para «c» (1º caractere do formato «c»): precisa ser um Uint8Array de exatamente 1 byte.',
  ],
  [
    '3s',
    'abc',
    'ERR_STRUCT_TYPE',
    '1º valor («abc»), para «s» (2º caractere do formato «3s»): precisa ser um Uint8Array (TextEncoder faz um de um texto).',
  ],
  [
    'p',
    [1],
    'ERR_STRUCT_TYPE',
    '1º valor (uma lista), para «p» (1º caractere do formato «p»): precisa ser um Uint8Array (TextEncoder faz um de um texto).',
  ],
  [
    's',
    { length: 1 },
    'ERR_STRUCT_TYPE',
    '1º valor (um objeto), para «s» (1º caractere do formato «s»): precisa ser um Uint8Array (TextEncoder faz um de um texto).',
  ],
  [
    's',
    Symbol('s'),
    'ERR_STRUCT_TYPE',
    '1º valor (um símbolo), para «s» (1º caractere do formato «s»): precisa ser um Uint8Array (TextEncoder faz um de um texto).',
  ],
  [
    'h',
    () => 1,
    'ERR_STRUCT_TYPE',
    '1º valor (uma função), para «h» (1º caractere do formato «h»): precisa ser um número inteiro.',
  ],
])('%s with a wrong value: %#', (text, value, code, message) => {
  expect(packing(text, value)).toMatchObject({ code, message, value, argument: 0 });
});

test('no value runs code of its own, not even to be shown', () => {
  const trap = {
    valueOf: () => expect.unreachable(),
    toString: () => expect.unreachable(),
    [Symbol.toPrimitive]: () => expect.unreachable(),
  };
  for (const code of 'cbBhHiIlLqQnNefdspP') {
    expect(packing(code, trap)).toMatchObject({ code: 'ERR_STRUCT_TYPE', value: trap });
  }
  expect(untyped(pack)('?', trap)).toEqual(Uint8Array.of(1));
});

test('too few values, or too many', () => {
  expect(packing('<2h', 1)).toMatchObject({
    code: 'ERR_STRUCT_COUNT',
    message: 'O formato «<2h» leva 2 valor(es), e vieram 1.',
  });
  expect(packing('<x', 1).code).toBe('ERR_STRUCT_COUNT');
  expect(packing('<1000000000h', 1).code).toBe('ERR_STRUCT_COUNT');
  expect(errorOf(() => untyped(packInto)('i', new Uint8Array(4), 0)).code).toBe('ERR_STRUCT_COUNT');
});

test('too few bytes, or too many', () => {
  expect(errorOf(() => unpack('<i', new Uint8Array(5)))).toMatchObject({
    code: 'ERR_STRUCT_SIZE',
    message: 'O formato «<i» ocupa 4 byte(s), e vieram 5.',
  });
  expect(errorOf(() => unpack('<1000000000h', new Uint8Array(5))).code).toBe('ERR_STRUCT_SIZE');
  expect(errorOf(() => unpackFrom('<i', new Uint8Array(6), 3)).message).toBe(
    'O formato «<i» ocupa 4 byte(s), e a partir do deslocamento 3 há 3.',
  );
  expect(errorOf(() => unpackFrom('<i', new Uint8Array(6), 9)).message).toContain('há 0');
  expect(errorOf(() => unpackFrom('<i', new Uint8Array(6), -7)).message).toBe(
    'O formato «<i» não tem como começar no deslocamento -7: são só 6 byte(s).',
  );
  expect(errorOf(() => packInto('<i', new Uint8Array(6), -3, 1)).message).toBe(
    'O formato «<i» ocupa 4 byte(s), e a partir do deslocamento -3 há 3.',
  );
  expect(errorOf(() => iterUnpack('<i', new Uint8Array(6))).message).toBe(
    'O formato «<i» ocupa 4 byte(s), e vieram 6, que não é um múltiplo disso.',
  );
  expect(errorOf(() => iterUnpack('<0s', new Uint8Array(0))).message).toBe(
    'O formato «<0s» não ocupa nenhum byte: não há o que repetir.',
  );
});

test('more bytes than memory holds: an error with its cause', () => {
  const error = errorOf(() => pack('9007199254740991x'));
  expect(error.code).toBe('ERR_STRUCT_SIZE');
  expect(error.cause).toBeInstanceOf(RangeError);
});

test.each([1.5, Number.NaN, '0', null, 1n, Number.POSITIVE_INFINITY])(
  'an offset of %s is none',
  (offset) => {
    expect(errorOf(() => untyped(unpackFrom)('b', new Uint8Array(4), offset))).toMatchObject({
      code: 'ERR_STRUCT_TYPE',
      value: offset,
    });
    expect(errorOf(() => untyped(packInto)('b', new Uint8Array(4), offset, 1)).code).toBe(
      'ERR_STRUCT_TYPE',
    );
  },
);

test('an offset that is a bigint: called so, since it reads like a whole number', () => {
  expect(errorOf(() => untyped(unpackFrom)('b', new Uint8Array(4), 1n)).message).toBe(
    'O deslocamento precisa ser um number inteiro, e veio o bigint 1.',
  );
});

test.each(['abcd', null, undefined, [1, 2, 3, 4], { byteLength: 4 }, 4])(
  'bytes of %j are none',
  (bytes) => {
    for (const call of [unpack, unpackFrom, iterUnpack]) {
      expect(errorOf(() => untyped(call)('i', bytes)).code).toBe('ERR_STRUCT_TYPE');
    }
    expect(errorOf(() => untyped(packInto)('i', bytes, 0, 1)).code).toBe('ERR_STRUCT_TYPE');
  },
);

test.each([undefined, null, 3, ['i'], { charAt: () => 'i' }])('a format of %j is none', (none) => {
  for (const call of [calcsize, layout, pack]) {
    expect(errorOf(() => untyped(call)(none))).toMatchObject({
      code: 'ERR_STRUCT_FORMAT',
      value: none,
    });
  }
});

test.each([
  ['<hb', [1, 300], 2, 1],
  ['<0ihb', [1, 300], 4, 1],
  ['<xhxb', [1, 300], 4, 1],
  ['<3sb', [new Uint8Array(), 300], 3, 1],
  ['<b2h', [300, 1, 1], 1, 0],
])(
  '%s: the first value of a code belongs to it, and not to the code before',
  (text, values, place, argument) => {
    expect(packing(text, ...values)).toMatchObject({ code: 'ERR_STRUCT_RANGE', place, argument });
  },
);

test('what only looks like bytes is refused by a StructError as well', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const detached = new ArrayBuffer(4);
  const view = new DataView(detached);
  structuredClone(detached, { transfer: [detached] });
  const named = Object.defineProperty(new Uint16Array(2), Symbol.toStringTag, {
    value: 'Uint8Array',
  });
  const fakes = [
    Object.create(Uint8Array.prototype),
    new Proxy(new Uint8Array(4), {}),
    revoked.proxy,
  ];
  for (const fake of [...fakes, named]) {
    for (const code of ['4s', '5p', 'c', '40s', 'i', 'd']) {
      const error = packing(`<${code}`, fake);
      expect(error.code).toBe('ERR_STRUCT_TYPE');
      expect(error.value === fake).toBe(true); // `toBe` would look into it
    }
  }
  for (const memory of [...fakes, detached, view]) {
    expect(errorOf(() => unpack('<i', memory)).code).toBe('ERR_STRUCT_TYPE');
    expect(errorOf(() => packInto('<i', memory, 0, 1)).code).toBe('ERR_STRUCT_TYPE');
  }
});

test('a subclass neither runs code of its own nor lies about its length', () => {
  class Liar extends Uint8Array {
    static get [Symbol.species](): never {
      return expect.unreachable();
    }
    override get length(): never {
      return expect.unreachable();
    }
    override get buffer(): never {
      return expect.unreachable();
    }
    override subarray = () => expect.unreachable();
    override set = () => expect.unreachable();
    override [Symbol.iterator] = () => expect.unreachable();
  }
  const liar = new Liar([1, 2]);
  expect([...pack('<4s', liar)]).toEqual([1, 2, 0, 0]);
  expect([...pack('<3p', liar)]).toEqual([2, 1, 2]);
  expect(pack('<20s', new Liar(40))).toHaveLength(20);
  expect(packing('i', liar).code).toBe('ERR_STRUCT_TYPE');
  expect([...pack('c', new Liar([7]))]).toEqual([7]);
  expect(unpack('<2B', liar)).toEqual([1, 2]);
  expect(unpack('<20d', new Liar(160))).toHaveLength(20);
  expect(unpack('<40s', new Liar(40))).toEqual([new Uint8Array(40)]);
  expect(errorOf(() => unpack('<99B', liar)).code).toBe('ERR_STRUCT_SIZE');
  expect(errorOf(() => unpack('<B', liar)).code).toBe('ERR_STRUCT_SIZE');
  packInto('<40s', new Liar(50), -40, liar);
});

test('iterUnpack over memory that becomes smaller: an error, and no values made of nothing', () => {
  const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [12, { maxByteLength: 12 }]);
  const structs = iterUnpack('<i', buffer);
  expect(structs.next().value).toEqual([0]);
  (buffer as unknown as { resize(length: number): void }).resize(4); // ES2024
  expect(errorOf(() => structs.next()).code).toBe('ERR_STRUCT_SIZE');
});

test('messages stay short, whatever the format and the value', () => {
  expect(format('9'.repeat(1e6)).message.length).toBeLessThan(200);
  expect(format(`${'9'.repeat(1e6)} i`).message.length).toBeLessThan(200);
  expect(packing('s', -0).message).toContain('(-0)');
});
