import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { dumps, loads, MarshalError, type Marshallable, PyDict, PyTuple } from '../src/index.ts';

const refused = (code: string): unknown => expect.objectContaining({ name: 'MarshalError', code });

/** A value so many lists deep. */
function nested(levels: number): Marshallable {
  let value: Marshallable = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

const concat = (...pieces: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(pieces.flat());
const int = (value: number): number[] => [...dumps(value)];
const size = (value: number): number[] => int(value).slice(1);

test('a length that promises more than there is gets nothing made for it', () => {
  const promises = ['[', '(', '<', '>', 's', 'u', 'a', 't', 'l'];
  for (const type of promises) {
    const bytes = concat([type.charCodeAt(0)], size(0x7fff_ffff));
    expect(() => loads(bytes), type).toThrow(refused('ERR_MARSHAL_TRUNCATED'));
  }
  // Each of 2,000 lists in each other promises as much as there is.
  const many = Array.from({ length: 1_999 }, () => [0x5b, ...size(9_000)]);
  const before = process.memoryUsage().heapUsed;
  expect(() => loads(concat(...many, Array(9_000).fill(0x4e)))).toThrow(
    refused('ERR_MARSHAL_TRUNCATED'),
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 2 ** 20);
});

test('nesting stops at 2000, or where it is told to', () => {
  expect(dumps(loads(dumps(nested(2_000))))).toHaveLength(10_000);
  expect(() => dumps(nested(2_001))).toThrow(refused('ERR_MARSHAL_TOO_DEEP'));
  expect(() => dumps([nested(2_000), 1])).toThrow(refused('ERR_MARSHAL_TOO_DEEP'));
  expect(() => dumps(nested(2), 2, { maxDepth: 2 })).not.toThrow();
  expect(() => dumps(nested(3), 4, { maxDepth: 2 })).toThrow(refused('ERR_MARSHAL_TOO_DEEP'));
  expect(() => loads(dumps([[1]]), { maxDepth: 2 })).toThrow(refused('ERR_MARSHAL_TOO_DEEP'));
  expect(loads(dumps([[1]]), { maxDepth: 3 })).toEqual([[1]]);
});

test('depth needs no stack: a worker with little of it reads and writes 2000 levels, and many more when told to', async () => {
  const program = `
    import { parentPort } from 'node:worker_threads';
    import { dumps, loads } from ${JSON.stringify(fileURLToPath(new URL('../src/index.ts', import.meta.url)))};
    let value: any = [];
    for (let level = 1; level < 100_000; level++) value = [value];
    const limits = { maxDepth: 200_000 };
    const bytes = dumps(value, 2, limits);
    const exact = loads(bytes, { ...limits, exact: true });
    parentPort!.postMessage(dumps(exact, 4, limits).length === bytes.length);`;
  const { outputFiles } = await build({
    stdin: { contents: program, loader: 'ts', resolveDir: '.' },
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node' },
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', {
    eval: true,
    resourceLimits: { stackSizeMb: 0.5 },
  });
  const [answer] = await once(worker, 'message');
  expect(answer).toBe(true);
  await worker.terminate();
});

test('a size above maxSize is refused, reading and writing', () => {
  expect(() => loads(dumps('x'.repeat(100)), { maxSize: 100 })).toThrow(
    refused('ERR_MARSHAL_TOO_LARGE'),
  );
  expect(() => dumps('x'.repeat(100), 2, { maxSize: 100 })).toThrow(
    refused('ERR_MARSHAL_TOO_LARGE'),
  );
  expect(dumps('x'.repeat(95), 2, { maxSize: 100 })).toHaveLength(100);
});

test('laughs by the billion are read, written with references, and refused where they would be written in full', () => {
  // l0 = ['ha'], l1 = [l0, l0], l2 = [l1, l1]…: version 4, by references.
  const levels = Array.from({ length: 60 }, () => [0xdb, ...size(2)]);
  const back = Array.from({ length: 60 }, (_, level) => [0x72, ...size(59 - level + 1)]);
  const laughs = concat(...levels, [0xdb, ...size(1), 0x4e], ...back);
  const value = loads(laughs, { exact: true });
  const limits = { maxSize: 2 ** 20 };
  expect(() => dumps(value, 2, limits)).toThrow(refused('ERR_MARSHAL_TOO_LARGE'));
  expect(dumps(value, 4, limits).length).toBeLessThan(1_000);
});

test('the same in a key is refused instead of followed', () => {
  const levels = Array.from({ length: 60 }, () => [0xa9, 2]);
  const back = Array.from({ length: 60 }, (_, level) => [0x72, ...size(59 - level + 1)]);
  const tuple = [...levels, [0xa9, 1, 0x4e], ...back].flat();
  const bytes = concat([0x7b], tuple, [0x4e, 0x30]);
  expect(loads(bytes)).toHaveProperty('size', 1);
  expect(() => loads(bytes, { exact: true })).toThrow(refused('ERR_MARSHAL_TOO_LARGE'));
  const key = loads(Uint8Array.from(tuple), { exact: true });
  expect(() => new PyDict().get(key)).toThrow(refused('ERR_MARSHAL_TOO_LARGE'));
});

test('a large key that comes again and again by reference does not take quadratic time', () => {
  const long = [0xec, ...size(40_000), ...Array(40_000).fill([1, 0]).flat()];
  const dict = [0x7b, 0x72, ...size(0), 0x4e, 0x30];
  const bytes = concat([0x5b], size(20_001), long, ...Array(20_000).fill(dict));
  expect(loads(bytes)).toHaveLength(20_001);
  expect(() => loads(bytes, { exact: true })).toThrow(refused('ERR_MARSHAL_TOO_LARGE'));
});

test('big ints that V8 takes for alike do not take quadratic time as keys', () => {
  // n << 64, written by hand: to make such a Map takes quadratic time as well.
  const alike = (count: number): Uint8Array => {
    const entries = Array.from({ length: count }, (_, index) => [
      ...dumps(BigInt(index + 1) << 64n),
      0x4e,
    ]);
    return concat([0x7b], ...entries, [0x30]);
  };
  expect(loads(alike(1_000))).toHaveProperty('size', 1_000);
  expect(() => loads(alike(30_000))).toThrow(refused('ERR_MARSHAL_TOO_LARGE'));
  expect(loads(alike(30_000), { exact: true })).toHaveProperty('size', 30_000);
});

test('a tuple deep in tuples is a key to 500 levels', () => {
  const deep = (levels: number): PyTuple => {
    let tuple = new PyTuple();
    for (let level = 0; level < levels; level++) tuple = new PyTuple([tuple]);
    return tuple;
  };
  expect(new PyDict([[deep(500), 1]]).get(deep(500))).toBe(1);
  expect(() => new PyDict().get(deep(501))).toThrow(MarshalError);
});
