import { fileURLToPath } from 'node:url';
import { calcsize } from '@tomada/struct';
import { python, run, skipWithoutPython } from '@tomada/testing';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { showMarshal } from '#marshal-bytes';
import { readAnyValue, readValues } from '#own-values';
import { showStruct } from '#struct-bytes';
import { showText } from '#text-bytes';

/** Another one each time; `SEED=… vitest run` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const RUNS = 600;

function sample<Value>(arbitrary: fc.Arbitrary<Value>): Value[] {
  return fc.sample(arbitrary, { seed, numRuns: RUNS });
}

/** What the functions of the lesson's modules print in Python, one text a call. */
async function inPython(
  show: 'struct' | 'text' | 'marshal',
  calls: readonly (readonly string[])[],
): Promise<unknown> {
  const folder = fileURLToPath(new URL('../python', import.meta.url));
  const utils = fileURLToPath(new URL('../../../packages/utils/python', import.meta.url));
  const code = [
    'import contextlib, io, json, sys',
    'sys.path[:0] = json.loads(sys.argv[2])',
    'import marshal_bytes, own_values, struct_bytes, text_bytes, tomada',
    'shows = {',
    '    "struct": lambda words: struct_bytes.show_struct(words[0], own_values.read_values(words[0], words[1:])),',
    '    "text": lambda words: text_bytes.show_text(words[0]),',
    '    "marshal": lambda words: marshal_bytes.show_marshal("x", [own_values.read_any_value(each) for each in words]),',
    '}',
    'def said(words):',
    '    out = io.StringIO()',
    '    with contextlib.redirect_stdout(out):',
    '        try:',
    '            shows[sys.argv[1]](words)',
    '        except tomada.UsageError as error:',
    '            return str(error)',
    '        except (struct_bytes.struct.error, OverflowError):',
    '            return "refused by struct"',
    '    return out.getvalue()',
    'print(json.dumps([said(words) for words in json.load(sys.stdin)]))',
  ].join('\n');
  const ended = await run(
    { name: 'python', argv: python ?? (['python3'] as const), cwd: folder },
    ['-c', code, show, JSON.stringify([folder, utils])],
    { input: JSON.stringify(calls) },
  );
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout);
}

/** What a call prints here. */
function said(show: () => void): string {
  let text = '';
  vi.spyOn(console, 'log').mockImplementation((line = '') => {
    text += `${line}\n`;
  });
  try {
    show();
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'UsageError') return message;
    expect(name, message).toBe('StructError');
    return 'refused by struct';
  } finally {
    vi.restoreAllMocks();
  }
  return text;
}
afterEach(() => {
  vi.restoreAllMocks();
});

/** Words as people type them: numbers of all kinds, at the edges too, and what is no number. */
const word = fc.oneof(
  fc.bigInt(-(2n ** 64n), 2n ** 64n).map(String),
  fc.integer({ min: -300, max: 300 }).map(String),
  fc.nat(2 ** 32).map((number) => `0x${number.toString(16)}`),
  fc.double().map(String),
  fc.constantFrom(
    ...['inf', '-inf', 'nan', '-0', '-0.0', '1e16', '1e-5', '0.1', '.5', '5.', '+7', '1e999'],
    ...['sim', 'não', '', 'a', 'á', '2,5', '٣', '1_000', '__proto__', '0b1', ' 7', '0x', '1e'],
    ...['9'.repeat(30), `-${'9'.repeat(31)}`, `0x${'f'.repeat(20)}`, `0X${'f'.repeat(21)}`],
  ),
  fc.string({ unit: 'grapheme', maxLength: 9 }),
);
/** Native sizes are those of the machine in Python, and of 64-bit Linux here. */
const orders = ['=', '<', '>', '!', ...(process.platform === 'win32' ? [] : ['', '@'])];
const formatAndWords = fc
  .constantFrom(...orders)
  .chain((order) => {
    const codes = `xcbBhHiIlLqQefd?sp${order === '' || order === '@' ? 'nNP' : ''}`;
    const item = fc
      .tuple(fc.constantFrom('', '', '', '0', '2', '3'), fc.constantFrom(...codes))
      .filter(([times, code]) => times + code !== '0p'); // CPython 3.11 trips over it
    return fc.tuple(fc.constant(order), fc.array(item, { maxLength: 4 }));
  })
  .chain(([order, items]) => {
    const format = order + items.map((item) => item.join('')).join('');
    const right = items.flatMap(([times, code]) => {
      if (code === 'x') return [];
      const count = 'sp'.includes(code) ? 1 : Number(times || 1);
      return Array.from({ length: count }, () => rightWord(order, code));
    });
    return fc
      .oneof(
        { weight: 4, arbitrary: fc.tuple(...right) },
        {
          weight: 1,
          arbitrary: fc.array(word, { minLength: right.length, maxLength: right.length }),
        },
        { weight: 1, arbitrary: fc.array(word, { maxLength: 4 }) },
      )
      .map((words) => [format, ...words]);
  });

function rightWord(order: string, code: string): fc.Arbitrary<string> {
  if ('efd'.includes(code)) return fc.oneof(fc.double().map(String), fc.integer().map(String));
  if (code === '?') return fc.constantFrom('sim', 'não');
  if (code === 'c') return fc.constantFrom('a', '%', '\x07');
  if ('sp'.includes(code)) return fc.string({ unit: 'grapheme', maxLength: 4 });
  const bits = BigInt(calcsize(order + code) * 8);
  const isSigned = code === code.toLowerCase();
  return fc
    .bigInt(isSigned ? -(2n ** (bits - 1n)) : 0n, 2n ** (isSigned ? bits - 1n : bits) - 1n)
    .map(String);
}

describe.skipIf(skipWithoutPython)(`any words: the same lines in Python (SEED=${seed})`, () => {
  test('a format and its values', async () => {
    const calls = sample(formatAndWords);
    const ours = calls.map(([format = '', ...words]) =>
      said(() => showStruct(format, readValues(format, words))),
    );
    expect(ours.filter((text) => text.startsWith('formato ')).length).toBeGreaterThan(RUNS / 4);
    const theirs = await inPython('struct', calls);
    expect(calls.map((call, at) => [call, ours[at]])).toEqual(
      calls.map((call, at) => [call, (theirs as string[])[at]]),
    );
  });

  test('a text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^[\x20-\xff]*$/),
      fc.constantFrom('', 'olá', '\ufeffa', '\u202eabc', 'e\u0301', '🙂'),
    );
    const calls = sample(text).map((each) => [each]);
    const ours = calls.map(([each = '']) => said(() => showText(each)));
    expect(await inPython('text', calls)).toEqual(ours);
  });

  test('a list, written by marshal', async () => {
    const calls = sample(fc.array(word, { minLength: 1, maxLength: 5 }));
    const ours = calls.map((words) => said(() => showMarshal('x', words.map(readAnyValue))));
    expect(await inPython('marshal', calls)).toEqual(ours);
  });
});
