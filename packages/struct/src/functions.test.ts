import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { calcsize, iterUnpack, pack, packInto, unpack, unpackFrom } from './index.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

// Examples of CPython's documentation («struct»: Examples, Byte Order, Applications), and what it says they give.
test('the examples of CPython’s documentation', () => {
  expect(hex(pack('>bhl', 1, 2, 3))).toBe('01000200000003');
  expect(unpack('>bhl', Uint8Array.of(1, 0, 2, 0, 0, 0, 3))).toEqual([1, 2, 3]);
  expect(calcsize('>bhl')).toBe(7);
  expect(() => pack('>h', 99999)).toThrow('só cabem inteiros de -32768 a 32767');
  expect(hex(pack('@3s', ascii('123')))).toBe('313233');
  expect(unpack('<10sHHb', ascii('raymond   \x32\x12\x08\x01\x08'))).toEqual([
    ascii('raymond   '),
    4658,
    264,
    8,
  ]);
  expect(hex(pack('@ci', ascii('#'), 0x12131415))).toBe('2300000015141312');
  expect(hex(pack('@ic', 0x12131415, ascii('#')))).toBe('1514131223');
  expect([calcsize('@ci'), calcsize('@ic')]).toEqual([8, 5]);
  expect(hex(pack('@llh', 1, 2, 3))).toBe('010000000000000002000000000000000300');
  expect(hex(pack('@llh0l', 1, 2, 3))).toBe('010000000000000002000000000000000300000000000000');
  expect(hex(pack('<qqh6x', 1, 2, 3))).toBe('010000000000000002000000000000000300000000000000');
  expect([calcsize('<qqh6x'), calcsize('@llh'), calcsize('@qqh6x'), calcsize('@llhl')]).toEqual([
    24, 18, 24, 32,
  ]);
});

test('the five byte orders, and none: native sizes and alignment, or neither', () => {
  const formats = ['bhl', '@bhl', '=bhl', '<bhl', '>bhl', '!bhl'] as const;
  expect(formats.map((format) => hex(pack(format, 1, 2, 3)))).toEqual([
    '01000200000000000300000000000000',
    '01000200000000000300000000000000',
    '01020003000000',
    '01020003000000',
    '01000200000003',
    '01000200000003',
  ]);
});

test('what is packed has a buffer of its own, and what comes later leaves it alone', () => {
  const first = pack('<H', 1);
  const second = pack('<H', 2);
  expect(first.buffer).not.toBe(second.buffer);
  expect(first.buffer.byteLength).toBe(2);
  expect(hex(first)).toBe('0100');
});

test('the rest of a short text is zero, also after a longer one with the same format', () => {
  pack('<30s2x30p', new Uint8Array(30).fill(255), new Uint8Array(30).fill(255));
  const bytes = pack('<30s2x30p', ascii('a'), ascii('b'));
  expect(hex(bytes)).toBe(`61${'00'.repeat(31)}0162${'00'.repeat(28)}`);
});

test('s is cut or filled up, p has its length before it and at most 255 bytes', () => {
  expect(hex(pack('<3s', ascii('abcd')))).toBe('616263');
  expect(hex(pack('<3p', ascii('abcd')))).toBe('026162');
  expect(pack('<300p', new Uint8Array(299).fill(7))[0]).toBe(255);
  expect(unpack('<3p', Uint8Array.of(255, 1, 2))).toEqual([Uint8Array.of(1, 2)]);
  expect(unpack('<20s', new Uint8Array(20).fill(9))).toEqual([new Uint8Array(20).fill(9)]);
  expect(unpack('<30s', new Uint8Array(30).fill(9))).toEqual([new Uint8Array(30).fill(9)]);
});

test('0s and 0p take a value and no byte', () => {
  expect(pack('<0s0p', ascii('a'), ascii('b'))).toEqual(new Uint8Array());
  expect(unpack('<0s0p', new Uint8Array())).toEqual([new Uint8Array(), new Uint8Array()]);
  const buffer = Uint8Array.of(238);
  packInto('<0p', buffer, 0, ascii('a'));
  expect(buffer[0]).toBe(238); // CPython before 3.13 writes here
  expect(hex(pack('<0pxB', ascii('a'), 7))).toBe('0007');
});

test('bytes that were unpacked are copies, of plain Uint8Arrays, also out of a Buffer', () => {
  for (const format of ['<4s', '<40s', '<5p', '<41p', '<4c']) {
    const source = Buffer.alloc(calcsize(format), 3);
    for (const value of unpack(format, source)) {
      expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype);
    }
    const [value] = unpack(format, source);
    source.fill(0);
    expect(value).toContain(3);
  }
});

test('64 bits are bigints, which numbers may also be packed for', () => {
  expect(unpack('<qQ', pack('<qQ', -1, 2 ** 60))).toEqual([-1n, 2n ** 60n]);
  expect(unpack('nNlLP', pack('nNlLP', -1n, 1n, -2n, 2, 2n ** 64n - 1n))).toEqual([
    -1n,
    1n,
    -2n,
    2n,
    2n ** 64n - 1n,
  ]);
  expect(unpack('P', pack('P', -1))).toEqual([2n ** 64n - 1n]);
  expect(unpack('<bI', pack('<bI', -128n, 2n ** 32n - 1n))).toEqual([-128, 2 ** 32 - 1]);
});

test('-0, NaN and infinities', () => {
  const all = [-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;
  for (const format of ['<4e', '>4f', '4f', '<4d', '>4d'] as const) {
    expect(unpack(format, pack(format, ...all))).toEqual(all);
  }
  const signalling = Uint8Array.of(0x7f, 0xf0, 0, 0, 0, 0, 0, 1);
  expect(unpack('>d', signalling)).toEqual([Number.NaN]);
});

test('f too large: an error where CPython has one, infinity with native sizes as in CPython', () => {
  expect(() => pack('<f', 3.5e38)).toThrow('grande demais');
  expect(hex(pack('f', 3.5e38))).toBe('0000807f');
  expect(hex(pack('<f', 3.4028235677973362e38))).toBe('ffff7f7f');
});

test('? is the truth of any value, and true for any byte but 0', () => {
  expect(hex(pack('<7?', true, 'a', 2n, false, '', null, undefined))).toBe('01010100000000');
  expect(unpack('<3?', Uint8Array.of(0, 1, 128))).toEqual([false, true, true]);
});

test('any view counts with its own part of its buffer', () => {
  const whole = Uint8Array.from({ length: 16 }, (_, at) => at);
  const views = [
    whole.subarray(4, 8),
    Buffer.from(whole.buffer, 4, 4),
    new DataView(whole.buffer, 4, 4),
    new Uint16Array(whole.buffer, 4, 2),
    new Uint8ClampedArray(whole.buffer, 4, 4),
    whole.buffer.slice(4, 8),
    new Uint8Array(new SharedArrayBuffer(4)),
  ];
  (views[6] as Uint8Array).set([4, 5, 6, 7]); // the shared one
  for (const view of views) expect(unpack('>I', view)).toEqual([0x04050607]);
  for (const view of views) packInto('>H', view, -2, 0xabcd);
  for (const view of views) expect(unpack('>I', view)).toEqual([0x0405abcd]);
  expect(hex(whole)).toBe('000102030405abcd08090a0b0c0d0e0f');
  expect(hex(pack('<2s', Buffer.from('olá').subarray(1)))).toBe('6cc3');
  const shared = new SharedArrayBuffer(2);
  packInto('>H', shared, 0, 1);
  expect(unpackFrom('>H', shared)).toEqual([1]);
});

test('many numbers of 8 bytes are read from a view at its own place too', () => {
  const bytes = pack('>20d' as string, ...Array.from({ length: 20 }, (_, at) => at + 0.5));
  const moved = new Uint8Array(165);
  moved.set(bytes, 3);
  expect(unpackFrom('>20d', moved.subarray(1), 2)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 0.5),
  );
});

test('packInto: padding becomes zeros; an error anywhere leaves every byte as it was', () => {
  const buffer = new Uint8Array(12).fill(238);
  packInto('bxh', buffer, 2, 1, 2);
  expect(hex(buffer)).toBe('eeee01000200eeeeeeeeeeee');
  for (const format of ['<h2b', '<20h'] as const) {
    const memory = new Uint8Array(60).fill(238);
    const values =
      format === '<20h' ? Array.from({ length: 20 }, (_, at) => 32_755 + at) : [1, 2, 300];
    expect(() => packInto(format as string, memory, 2, ...values)).toThrow('só cabem');
    expect(memory).toEqual(new Uint8Array(60).fill(238));
  }
});

test('more than is kept for reuse is packed and unpacked as well', () => {
  const values = Array.from({ length: 5_000 }, (_, at) => at - 2_500);
  const bytes = pack('>5000h', ...values);
  expect(unpack('>5000h', bytes)).toEqual(values);
  const buffer = new Uint8Array(10_010);
  packInto('>5000h', buffer, 5, ...values);
  expect(buffer.subarray(5, 10_005)).toEqual(bytes);
  expect(unpackFrom('>5000h', buffer, 5)).toEqual(values);
});

test('iterUnpack goes on when it is asked, and ends', () => {
  const structs = iterUnpack('>H', Uint8Array.of(0, 1, 0, 2));
  expect(structs.next()).toEqual({ value: [1], done: false });
  expect([...structs]).toEqual([[2]]);
  expect([...iterUnpack('<i', new Uint8Array())]).toEqual([]);
});

test('as many formats as one likes: those of before still work', () => {
  for (let count = 0; count < 1_000; count++) expect(calcsize(`<${count}s`)).toBe(count);
  for (let count = 0; count < 1_000; count++) expect(pack(`<${count}x`).length).toBe(count);
});

test('a count beyond all memory costs nothing until there are so many values', () => {
  expect(calcsize('9007199254740991s')).toBe(Number.MAX_SAFE_INTEGER);
  expect(calcsize('4503599627370495h')).toBe(9007199254740990);
});

test('memory of another realm', () => {
  const other = (code: string) => runInNewContext(code);
  expect([...pack('<2s', other('Uint8Array.of(7, 8)'))]).toEqual([7, 8]);
  expect([...pack('<c', other('Uint8Array.of(7)'))]).toEqual([7]);
  for (const code of ['Uint8Array.of(7, 8)', 'Uint8Array.of(7, 8).buffer']) {
    expect(unpack('<2B', other(code))).toEqual([7, 8]);
  }
  const rest = ['Uint16Array(1)', 'DataView(new ArrayBuffer(2))', 'SharedArrayBuffer(2)'];
  for (const code of rest) expect(unpack('<2B', other(`new ${code}`))).toEqual([0, 0]);
});

test.each([4095, 4096, 4097])('%d bytes: each time memory of its own, and zeros again', (size) => {
  const format: string = `<${size}s`;
  const full = pack(format, new Uint8Array(size).fill(7));
  expect(pack(format, new Uint8Array())).toEqual(new Uint8Array(size));
  expect(full).toEqual(new Uint8Array(size).fill(7));
  const values = unpack(`<${size}B` as string, full);
  values.fill(0);
  expect(unpack(`<${size}B` as string, full)).toEqual(Array.from({ length: size }, () => 7));
});

test.each([1000, 1001])('a format of %d characters, kept or not', (length) => {
  const format: string = `<b${'x'.repeat(length - 2)}`;
  for (const value of [1, 2]) expect(unpack(format, pack(format, value))).toEqual([value]);
});

test('memory for the whole of a struct without bytes', () => {
  packInto('<x' as string, new Uint8Array(1), 0);
  expect(unpackFrom('<0s', new Uint8Array(2), 2)).toEqual([new Uint8Array()]);
  expect(() => unpackFrom('<0s', new Uint8Array(2), 3)).toThrow('deslocamento 3');
});
