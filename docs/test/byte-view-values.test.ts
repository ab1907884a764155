import { UsageError } from '@tomada/utils';
import { describe, expect, test } from 'vitest';
import { readValues } from '../../lessons/struct-marshal/src/own-values.ts';
import { byteOrderSign, withByteOrder } from '../.vitepress/theme/byte-view/byte-orders.ts';
import { examples } from '../.vitepress/theme/byte-view/examples.ts';
import { exampleText, readValue } from '../.vitepress/theme/byte-view/read-value.ts';
import { showValue } from '../.vitepress/theme/byte-view/show-value.ts';
import { MOST_BYTES, typedInto, viewBytes } from '../.vitepress/theme/byte-view/view-bytes.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What the lesson's program reads for a format of one value. */
function inLesson(format: string, word: string): unknown {
  try {
    return readValues(format, [word]).map((value) =>
      value instanceof Uint8Array ? new Uint8Array(value) : value,
    );
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return 'refused';
  }
}

describe('readValue', () => {
  test.each([
    ['i', '7', 7],
    ['i', ' -2 ', -2],
    ['H', '0xff', 255],
    ['q', '-0x10', -16],
    ['q', '9007199254740991', 9007199254740991],
    ['Q', '18446744073709551615', 18446744073709551615n],
    ['d', '2.5', 2.5],
    ['f', '.5', 0.5],
    ['e', '-1e3', -1000],
    ['d', '-0', -0],
    ['d', 'inf', Number.POSITIVE_INFINITY],
    ['d', '-inf', Number.NEGATIVE_INFINITY],
    ['d', 'nan', Number.NaN],
    ['?', 'sim', true],
    ['?', ' não ', false],
    ['s', 'olá', bytesOf('olá')],
    ['s', '', bytesOf('')],
    ['p', ' a ', bytesOf(' a ')],
    ['c', 'A', bytesOf('A')],
  ])('%s takes «%s»', (code, text, value) => {
    expect(readValue(code, text)).toEqual({ value });
  });

  test.each([
    ['i', '', 'número inteiro'],
    ['i', '2.5', 'número inteiro'],
    ['i', '1'.repeat(31), 'algarismos demais (no máximo 30, '],
    ['q', `0x${'f'.repeat(21)}`, 'algarismos demais'],
    ['s', 'a'.repeat(201), 'são 201 caracteres, e aqui cabem até 200'],
    ['d', '2,5', 'com ponto e não vírgula'],
    ['d', '', 'escreva um número'],
    ['d', '0x10', 'escreva um número'],
    ['?', 'talvez', 'sim ou não'],
    ['c', 'á', '«á» são 2 em UTF-8'],
    ['c', '', 'não há nenhum'],
  ])('%s refuses «%s» and says what it wants', (code, text, reason) => {
    expect(readValue(code, text)).toEqual({ problem: expect.stringContaining(reason) });
  });

  test.each([...'cb?iqfd'])(
    '%s: takes and refuses the words that the lesson’s program does',
    (code) => {
      const words = [
        ...['7', '-2', '+7', '0xff', '0XFF', '-0x10', '٣', '1_000', '0b1', '0x', '007', '-0'],
        ...['9'.repeat(30), '9'.repeat(31), `0x${'f'.repeat(20)}`, `-0x${'f'.repeat(21)}`],
        ...[
          '2.5',
          '.5',
          '5.',
          '-1e3',
          '1e',
          '1e99999',
          '2,5',
          '.',
          'inf',
          '-inf',
          '+inf',
          'Inf',
          'nan',
          'NaN',
        ],
        ...['sim', 'não', 'nao', 'Sim', 'true', 'false', '1', '0', 'a', 'á', '', '__proto__'],
      ];
      for (const word of words) {
        const read = readValue(code, word);
        expect('value' in read ? [read.value] : 'refused', word).toEqual(inLesson(code, word));
      }
    },
  );

  test('the example of every code is taken by its own code', () => {
    for (const code of 'cbB?hHiIlLqQnNefdspP') {
      expect(readValue(code, exampleText(code)), code).toHaveProperty('value');
    }
  });
});

test.each([
  [7, '7'],
  [7n, '7'],
  [-0, '-0'],
  [true, 'sim'],
  [Number.NEGATIVE_INFINITY, '-inf'],
  [Number.NaN, 'nan'],
  [bytesOf('olá\0'), '«olá\\x00»'],
  [Uint8Array.of(0x6f, 0xc3), '«o�»'],
])('showValue(%s) gives %s', (value, text) => {
  expect(showValue(value)).toBe(text);
});

describe('byte order', () => {
  test.each([
    ['!Ih', '!', '<Ih'],
    ['Ih', '@', '<Ih'],
    ['', '@', '<'],
  ])('of «%s»: is %s, and becomes %s', (format, sign, changed) => {
    expect(byteOrderSign(format)).toBe(sign);
    expect(withByteOrder(format, '<')).toBe(changed);
  });
});

describe('viewBytes', () => {
  test.each(examples)('the example «$title»: is drawn whole', ({ format, texts }) => {
    const { picture } = viewBytes(format, typedInto(format, texts));
    expect(picture?.owners.flatMap(({ bytes }) => bytes)).toHaveLength(picture?.size ?? -1);
  });

  test('alignment: its bytes belong to nobody and are called so', () => {
    const { picture } = viewBytes('@bh', typedInto('@bh', ['1', '2']));
    expect(picture?.owners).toEqual([
      { argument: 0, code: 'b', name: 'inteiro de 1 byte', offset: 0, bytes: ['01'], value: '1' },
      {
        argument: null,
        code: 'x',
        name: 'enchimento de 1 byte',
        offset: 1,
        bytes: ['00'],
        value: null,
      },
      {
        argument: 1,
        code: 'h',
        name: 'inteiro de 2 bytes',
        offset: 2,
        bytes: ['02', '00'],
        value: '2',
      },
    ]);
  });

  test('a wrong format: the sentence of StructError, and no fields', () => {
    expect(viewBytes('!y', [])).toEqual({ formatProblem: expect.stringContaining('«y»') });
  });

  test.each(['999999999s', '999999999999999?', '129x'])(
    'more bytes than fit (%s): refused before any memory is taken',
    (format) => {
      expect(viewBytes(format, [])).toEqual({ formatProblem: expect.stringContaining('até 128') });
    },
  );

  test('as many bytes as the lesson’s program takes, and no more', () => {
    for (const size of [MOST_BYTES, MOST_BYTES + 1]) {
      const isTaken = viewBytes(`${size}s`, []).formatProblem === undefined;
      expect(isTaken).toBe(size === MOST_BYTES);
      expect(inLesson(`${size}s`, 'a') !== 'refused').toBe(isTaken);
    }
  });

  test('several wrong values: each has its reason', () => {
    const { fields, picture } = viewBytes('!ib', typedInto('!ib', ['x', '7']));
    expect(picture).toBeUndefined();
    expect(fields?.map(({ problem }) => problem !== undefined)).toEqual([true, false]);
    const both = viewBytes('!id', typedInto('!id', ['x', '2,5'])).fields;
    expect(both?.every(({ problem }) => problem)).toBe(true);
  });

  test('a value too large: the sentence of StructError, at its field', () => {
    const { fields } = viewBytes('!bb', typedInto('!bb', ['1', '300']));
    expect(fields?.map(({ problem }) => problem)).toEqual([
      undefined,
      expect.stringMatching(/300.*só cabem inteiros de -128 a 127/),
    ]);
  });

  test('a value that nobody typed: its example', () => {
    expect(viewBytes('!i4s', []).picture?.owners.map(({ value }) => value)).toEqual(['7', '«olá»']);
  });

  test.each(['', '  ', '!', '< '])('a format without a code («%s»): is called empty', (format) => {
    expect(viewBytes(format, [])).toEqual({
      formatProblem: expect.stringMatching(/^Formato vazio/),
    });
  });

  test('a pasted format: refused for its length, never cut', () => {
    const { formatProblem } = viewBytes('!'.padEnd(101, 'b'), []);
    expect(formatProblem).toBe('O formato tem 101 caracteres, e aqui cabem até 100.');
  });

  test('more values than a view can show: refused; as many bytes of one text are not', () => {
    expect(viewBytes('!17b', []).formatProblem).toContain('pede 17 valores, e aqui cabem até 16');
    expect(viewBytes('!16b', []).picture?.size).toBe(16);
    expect(viewBytes('!128s', []).picture?.size).toBe(128);
  });

  test.each([
    ['!3i', ['7', '-2', '7']],
    ['!???', ['sim', 'sim', 'sim']],
    ['!4sdb', ['«7\\x00\\x00\\x00»', '-2', '7']],
  ])('7, -2 and 2.5 of !Ihd in %s: what does not fit gives way to an example', (format, values) => {
    const { picture } = viewBytes(format, typedInto('!Ihd', ['7', '-2', '2.5']));
    expect(picture?.owners.map(({ value }) => value)).toEqual(values);
  });

  test('a text that is wrong for the very kind it was typed for: stays, with its reason', () => {
    const fields = viewBytes('!q', typedInto('!i', ['dois'])).fields;
    expect(fields).toMatchObject([{ text: 'dois', problem: expect.any(String) }]);
  });
});
