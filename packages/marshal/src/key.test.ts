import { expect, test } from 'vitest';
import { PyComplex, PyDict, PyFloat, PyFrozenSet, PySet, PySlice, PyTuple } from './index.ts';

const nan = new PyFloat(Number.NaN);
/** Python calls all of a row equal, and no two of different rows. */
const rows: readonly (readonly unknown[])[] = [
  [1, true, 1n, new PyFloat(1), new PyComplex(1, 0), new PyComplex(1, -0)],
  [0, false, -0, new PyFloat(-0), new PyComplex(-0, 0)],
  [2n ** 53n, 2 ** 53, new PyFloat(2 ** 53)],
  [2n ** 53n + 1n],
  [2n ** 70n, new PyFloat(2 ** 70)],
  [1.5, new PyFloat(1.5)],
  [Infinity, new PyFloat(Infinity)],
  [new PyComplex(1, 2), new PyComplex(1, 2)],
  ['1'],
  ['\0'],
  ['\0b1'],
  [Uint8Array.of(0x31), Buffer.from('1')],
  [new Uint8Array()],
  [null],
  [new PyTuple()],
  [new PyTuple([1, 'a']), new PyTuple([new PyFloat(1), 'a'])],
  [new PyTuple([1, 'a,1:b']), new PyTuple([true, 'a,1:b'])],
  [new PyTuple([1, 'a', 'b'])],
  [new PyTuple(['1,1:a'])],
  [new PyTuple([new PyTuple([1]), 2])],
  [new PyTuple([1, new PyTuple([2])])],
  [new PyFrozenSet([1, 'a']), new PyFrozenSet(['a', true])],
  [new PyFrozenSet()],
  [new PySlice(1, null, null), new PySlice(new PyFloat(1), null, null)],
  [nan],
  [new PyFloat(Number.NaN)],
  [new PyTuple([nan])],
];

test('two keys are the same exactly when Python calls them equal', () => {
  for (const [row, equals] of rows.entries()) {
    const dict = new PyDict(equals.map((key) => [key, row]));
    expect(dict.size, String(row)).toBe(1);
    expect([...dict][0]?.[0]).toBe(equals[0]);
    for (const [other, keys] of rows.entries()) {
      for (const key of keys) expect(dict.has(key), `${row} ${other}`).toBe(row === other);
    }
  }
  const all = new PySet(rows.flat());
  expect(all.size).toBe(rows.length);
  expect([...all]).toEqual(rows.map(([first]) => first));
});

test('lists, dicts, sets and JavaScript’s own containers are no keys', () => {
  for (const value of [[], new PyDict(), new PySet(), new Map(), {}, new PyTuple([[]])]) {
    const error = expect.objectContaining({ code: 'ERR_MARSHAL_UNHASHABLE' });
    expect(() => new PyDict().set(value, 1)).toThrow(error);
    expect(() => new PyFrozenSet([value])).toThrow(error);
    expect(() => new PySet().has(value)).toThrow(error);
  }
});

test('a tuple that contains itself is no key', () => {
  const items: unknown[] = [];
  const tuple = new PyTuple(items);
  items.push(tuple);
  expect(() => new PyDict().get(tuple)).toThrow(
    expect.objectContaining({ code: 'ERR_MARSHAL_TOO_LARGE' }),
  );
});

test('PyDict: a value that is set again keeps its key and its place', () => {
  const dict = new PyDict<unknown, string>([
    [1, 'um'],
    ['a', 'letra'],
  ]);
  dict.set(true, 'verdade');
  expect([...dict]).toEqual([
    [1, 'verdade'],
    ['a', 'letra'],
  ]);
  expect(dict.get(new PyFloat(1))).toBe('verdade');
  expect(dict.get('b')).toBeUndefined();
});
