import { expect, test } from 'vitest';
import {
  Ellipsis,
  loads,
  MarshalError,
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

/** Bytes as Python shows them: `bytes('i\x07\0\0\0')`. */
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0));

const both: readonly (readonly [string, unknown, unknown])[] = [
  ['N', null, null],
  ['T', true, true],
  ['F', false, false],
  ['.', Ellipsis, Ellipsis],
  ['S', StopIteration, StopIteration],
  ['i\xff\xff\xff\xff', -1, -1],
  ['I\0\0\0\0\x01\0\0\0', 2 ** 32, 2 ** 32],
  ['I\0\0\0\0\0\0\0\x80', -(2n ** 63n), -(2n ** 63n)],
  ['l\0\0\0\0', 0, 0],
  ['l\xff\xff\xff\xff\x05\0', -5, -5],
  ['l\x04\0\0\0\xff\x7f\xff\x7f\xff\x7f\xff\0', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ['l\x04\0\0\0\0\0\0\0\0\0\0\x01', 2n ** 53n, 2n ** 53n],
  ['g\0\0\0\0\0\0\xf8?', 1.5, new PyFloat(1.5)],
  ['f\x031e3', 1000, new PyFloat(1000)],
  ['f\x04-inf', -Infinity, new PyFloat(-Infinity)],
  ['f\x09+iNfiniTy', Infinity, new PyFloat(Infinity)],
  ['f\x03NaN', Number.NaN, new PyFloat(Number.NaN)],
  ['f\x041\0xx', 1, new PyFloat(1)],
  ['x\x011\x022.', new PyComplex(1, 2), new PyComplex(1, 2)],
  ['y\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xf0?', new PyComplex(0, 1), new PyComplex(0, 1)],
  ['s\x02\0\0\0\0\xff', Uint8Array.of(0, 255), Uint8Array.of(0, 255)],
  ['u\x04\0\0\0ol\xc3\xa1', 'olá', 'olá'],
  ['u\x04\0\0\0\xed\xa0\x80a', '\ud800a', '\ud800a'],
  ['u\x06\0\0\0\xed\xa0\xbd\xed\xb8\x80', '😀', new PyStr(bytes('\xed\xa0\xbd\xed\xb8\x80'))],
  ['u\x03\0\0\0\xef\xbb\xbf', '\ufeff', '\ufeff'],
  ['t\x01\0\0\0a', 'a', 'a'],
  ['a\x02\0\0\0\xc3\xa1', 'Ã¡', 'Ã¡'],
  ['Z\x02oi', 'oi', 'oi'],
  ['(\x01\0\0\0N', [null], new PyTuple([null])],
  [')\x02TF', [true, false], new PyTuple([true, false])],
  ['[\x02\0\0\0NN', [null, null], [null, null]],
  [
    '{NTFN0',
    new Map([
      [null, true],
      [false, null],
    ] as never),
    new PyDict([
      [null, true],
      [false, null],
    ]),
  ],
  ['<\x01\0\0\0N', new Set([null]), new PySet([null])],
  ['>\x01\0\0\0N', new Set([null]), new PyFrozenSet([null])],
  // Version 5 (Python 3.14): slice(1, None, -1), written down from the format's definition.
  [':i\x01\0\0\0Ni\xff\xff\xff\xff', new PySlice(1, null, -1), new PySlice(1, null, -1)],
  [
    ')\x02\xbaNNNr\0\0\0\0',
    Array(2).fill(new PySlice(null, null, null)),
    new PyTuple(Array(2).fill(new PySlice(null, null, null))),
  ],
];

test.each(both)('loads(%j)', (text, plain, exact) => {
  expect(loads(bytes(text))).toEqual(plain);
  expect(loads(bytes(text), { exact: true })).toEqual(exact);
});

test.each([
  ['', 'TRUNCATED', 0],
  ['i\x01', 'TRUNCATED', 2],
  ['[\x02\0\0\0N', 'TRUNCATED', 6],
  [')', 'TRUNCATED', 1],
  ['{N', 'TRUNCATED', 2],
  ['u\x05\0\0\0abc', 'TRUNCATED', 8],
  ['[\x01\0\0\0?', 'UNKNOWN_TYPE', 5],
  ['0', 'UNKNOWN_TYPE', 0],
  ['[\x01\0\0\x000', 'UNKNOWN_TYPE', 5],
  ['{N0', 'UNKNOWN_TYPE', 2],
  ['R\0\0\0\0', 'UNKNOWN_TYPE', 0],
  [')\x01c', 'CODE_OBJECT', 2],
  ['s\xff\xff\xff\xff', 'BAD_LENGTH', 0],
  ['<\0\0\0\x80', 'BAD_LENGTH', 0],
  ['l\0\0\0\x80', 'BAD_LENGTH', 0],
  ['l\x02\0\0\0\x01\0\0\0', 'BAD_NUMBER', 7],
  ['l\x01\0\0\0\0\x80', 'BAD_NUMBER', 5],
  ['f\x021 ', 'BAD_NUMBER', 0],
  ['f\0', 'BAD_NUMBER', 0],
  ['f\x051_0.0', 'BAD_NUMBER', 0],
  ['u\x02\0\0\0\xc0\x80', 'BAD_TEXT', 5],
  ['t\x01\0\0\0\xe9', 'BAD_TEXT', 5],
  ['u\x02\0\0\0\xed\xa0', 'BAD_TEXT', 5],
  ['r\0\0\0\0', 'BAD_REFERENCE', 0],
  ['[\x02\0\0\0\xcer\0\0\0\0', 'BAD_REFERENCE', 6],
  ['[\x02\0\0\0\xd2\0\0\0\0', 'UNKNOWN_TYPE', 5],
  ['\xbe\x01\0\0\0r\0\0\0\0', 'BAD_REFERENCE', 5],
  ['\xbaNNr\0\0\0\0', 'BAD_REFERENCE', 3],
  ['<\x01\0\0\0[\0\0\0\0', 'UNHASHABLE', 5],
  ['{)\x01{0N0', 'UNHASHABLE', 4],
  ['[\x02\0\0\0\xdb\0\0\0\0{r\0\0\0\0N0', 'UNHASHABLE', 11],
  ['\xa9\x01{r\0\0\0\0N0', 'UNHASHABLE', 3],
] as const)('loads(%j) is refused: ERR_MARSHAL_%s at byte %i', (text, reason, offset) => {
  const code = `ERR_MARSHAL_${reason}`;
  for (const exact of [true, false]) {
    const error = expect.objectContaining({ name: 'MarshalError', code, offset });
    expect(() => loads(bytes(text), { exact })).toThrow(error);
  }
});

test('what comes after the value is ignored, and the input is neither kept nor changed', () => {
  const input = Buffer.from('[s\x01xN', 'latin1').subarray(1);
  const whole = bytes('s\x02\0\0\0\x01\x02garbage');
  const value = loads(whole);
  whole.fill(9);
  expect(value).toEqual(Uint8Array.of(1, 2));
  expect(() => loads(input)).toThrow(MarshalError);
  expect(loads(Buffer.from('xi\x01\0\0\0', 'latin1').subarray(1))).toBe(1);
});

test('what is shared stays shared, and what contains itself does', () => {
  const list = loads(bytes('\xdb\x02\0\0\0\xfb0r\x01\0\0\0')) as unknown[];
  expect(list[0]).toBe(list[1]);
  const tuple = loads(bytes('\xa9\x01r\0\0\0\0'), { exact: true }) as PyTuple;
  expect(tuple.items[0]).toBe(tuple);
  const dict = loads(bytes('\xfbNr\0\0\0\x000')) as Map<unknown, unknown>;
  expect(dict.get(null)).toBe(dict);
});

test('of equal keys the first stays and the last value counts, as in Python', () => {
  const dict = loads(bytes('{i\x01\0\0\0NTF0'), { exact: true });
  expect([...(dict as PyDict)]).toEqual([[1, false]]);
});

test('wrong arguments are named', () => {
  const wrong: unknown = 'i';
  expect(() => loads(wrong as Uint8Array)).toThrow('a entrada não é um Uint8Array');
  expect(() => loads(bytes('N'), { maxDepth: Number.NaN })).toThrow('maxDepth NaN');
  expect(() => loads(bytes('N'), { maxSize: 0 })).toThrow('maxSize 0');
});

test('a short text is never taken for another one that was read before', () => {
  const texts = Array.from({ length: 10_000 }, (_, index) => `k${index.toString(36)}`);
  for (const text of [...texts, ...texts]) {
    expect(loads(bytes(`z${String.fromCharCode(text.length)}${text}`))).toBe(text);
  }
});
