import { run } from '@tomada/testing';
import { UsageError } from '@tomada/utils';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, parseBytes } from './byte-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('formatBytes', () => {
  test.each<[string, Uint8Array, string]>([
    ['a text is readable', utf8('Será que não?\n'), 'Será que não?\\n'],
    ['what is no text is so only in ASCII', Uint8Array.of(0xc3, 0x41, 0), '\\xc3A\\x00'],
    ['a control character makes it no text', utf8('é\0'), '\\xc3\\xa9\\x00'],
    ['the ends of lines and tabs have names', utf8('a\r\n\t'), 'a\\r\\n\\t'],
    ['a backslash and quotes are bytes', utf8('\\"`$'), '\\x5c\\x22\\x60\\x24'],
    ['bash takes ! and cmd takes % for their own', utf8('!%'), '\\x21\\x25'],
    ['PowerShell takes curly quotes for quotes', utf8('“'), '\\xe2\\x80\\x9c'],
    ['nothing is nothing', new Uint8Array(0), ''],
  ])('%s', (_, bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('parseBytes gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(parseBytes(formatBytes(bytes))).toEqual(bytes);
      }),
    );
  });

  test('parseBytes gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(parseBytes(formatBytes(utf8(text)))).toEqual(utf8(text));
      }),
    );
  });

  test('the result has nothing that a shell would touch in double quotes, and no control character', () => {
    const bytes = fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(utf8));
    fc.assert(
      fc.property(bytes, (each) => {
        expect(formatBytes(each)).not.toMatch(
          /["$`!%“”„]|\\(?!x[\da-f]{2}|[nrt])|[\p{C}\p{Z}](?<! )/u,
        );
      }),
    );
  });

  test.skipIf(process.platform === 'win32').each([
    ['sh', []],
    ['bash', ['-o', 'history', '-o', 'histexpand']],
  ])('%s hands it on as it is', async (shell, options) => {
    const all = Array.from({ length: 256 }, (_, byte) => formatBytes(Uint8Array.of(byte)));
    const words = [
      ...all,
      formatBytes(utf8('não! %PATH% $(id) `id` \\ "')),
      formatBytes(utf8('«»')),
    ];
    const script = words.map((word) => `printf '%s\\n' "${word}"`).join('\n');
    const command = { name: shell, argv: [shell, ...options] as const, cwd: '.' };
    const ended = await run(command, ['-c', script]);
    expect(ended).toMatchObject({ code: 0, stdout: `${words.join('\n')}\n`, stderr: '' });
  });
});

describe('parseBytes', () => {
  test('every escape, and hexadecimal in either case', () => {
    expect(parseBytes('a\\n\\r\\t\\\\\\"\\x0A\\xfF')).toEqual(
      Uint8Array.of(97, 10, 13, 9, 92, 34, 10, 255),
    );
  });

  test.each(['\\q', '\\x', '\\x1', '\\xg0', 'a\\', '\\é', '\\\n', '\\😀'])(
    '«%s» is wrong usage, and the sentence shows it',
    (text) => {
      expect(() => parseBytes(text)).toThrow(UsageError);
      expect(() => parseBytes(text)).toThrow(text.slice(text.indexOf('\\')).slice(0, 2));
    },
  );
});
