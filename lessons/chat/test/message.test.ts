import { encodeLengthPrefixed, LengthPrefixDecoder } from '@tomada/utils';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decode,
  encode,
  FormatError,
  isGoodName,
  type Kind,
  kinds,
  LONGEST,
  shortName,
  splitLine,
} from '../src/message.ts';

const kind = fc.constantFrom(...(Object.keys(kinds) as Kind[]));
const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const text = fc.string({ unit: 'grapheme', maxLength: 100 });

test('a message, byte for byte: as the page shows it', () => {
  const bytes = encode({
    kind: 'text',
    from: 0x01020304,
    to: 0xa0b0c0d0,
    number: 7,
    ack: 9,
    text: 'olá',
  });
  expect(bytes.toString('hex')).toBe(
    ['5443', '01', '02', '01020304', 'a0b0c0d0', '00000007', '00000009', '6f6cc3a1'].join(''),
  );
});

test('any message, encoded and decoded: the same', () => {
  fc.assert(
    fc.property(kind, number, number, number, number, text, (kind, from, to, number, ack, text) => {
      const message = { kind, from, to, number, ack, text };
      expect(decode(encode(message))).toEqual(message);
    }),
  );
});

test('any bytes, decoded: a message or a FormatError, never anything else', () => {
  const noise = fc.uint8Array({ maxLength: 2_000 });
  const nearly = fc
    .tuple(kind, text, fc.nat(), fc.nat(255), fc.nat(40))
    .map(([kind, text, place, value, cut]) => {
      const bytes = encode({ kind, from: 1, to: 2, number: 3, ack: 0, text });
      bytes[place % bytes.length] = value;
      return bytes.subarray(0, Math.max(0, bytes.length - cut));
    });
  fc.assert(
    fc.property(fc.oneof(noise, nearly), (bytes) => {
      try {
        expect(decode(bytes).text.length).toBeLessThanOrEqual(LONGEST);
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError);
      }
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['another protocol', 'GET / HTTP/1.1\r\n', 'não fala o protocolo do chat'],
  ['nothing', '', 'não fala o protocolo do chat'],
  ['another version', 'TC\x02', 'fala a versão 2 do chat, e este programa, a 1'],
  ['half a head', 'TC\x01\x02abc', 'mandou uma mensagem estragada'],
  ['an unknown kind', `TC\x01\x63${'x'.repeat(16)}`, 'mandou uma mensagem estragada'],
  ['too many bytes', `TC\x01\x02${'x'.repeat(LONGEST)}`, 'mandou uma mensagem estragada'],
])('%s: refused with the reason', (_, bytes, reason) => {
  expect(() => decode(Buffer.from(bytes, 'latin1'))).toThrow(new FormatError(reason));
});

test('text that is no UTF-8: the rest of it is kept', () => {
  const bytes = encode({ kind: 'text', from: 1, to: 2, number: 3, ack: 0, text: 'ab' });
  const torn = Buffer.concat([bytes, Buffer.from([0xc3, 0x28])]);
  expect(decode(torn).text).toBe('ab\ufffd(');
});

test('a line of any length, split: every part fits in a message, and joined they are the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (line) => {
      const parts = splitLine(line);
      expect(parts.join('')).toBe(line);
      for (const text of parts) {
        const bytes = encode({ kind: 'text', from: 1, to: 2, number: 3, ack: 0, text });
        expect(decode(bytes).text).toBe(text);
        expect(bytes.length + 4 * 33).toBeLessThan(LONGEST); // room for a name before it
      }
    }),
  );
});

test('a text longer than a message takes: cut between two letters, and the message is one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 300, maxLength: 3_000 }), (text) => {
      const bytes = encode({ kind: 'notice', from: 1, to: 2, number: 3, ack: 0, text });
      const kept = decode(bytes).text;
      expect(text.startsWith(kept)).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(LONGEST);
      if (kept !== text) expect(bytes.length).toBeGreaterThan(LONGEST - 4);
    }),
  );
});

test("the other side's name: at most 32 letters, never none", () => {
  expect([shortName('Ana'), shortName(''), shortName('🙂'.repeat(300))]).toEqual([
    'Ana',
    'alguém',
    '🙂'.repeat(32),
  ]);
});

test('messages framed for TCP, cut anywhere: the same messages', () => {
  const framed = fc.array(text, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(framed, fc.integer({ min: 1, max: 40 }), (texts, size) => {
      const all = Buffer.concat(
        texts.map((text) =>
          encodeLengthPrefixed(encode({ kind: 'said', from: 1, to: 2, number: 3, ack: 0, text })),
        ),
      );
      const frames = new LengthPrefixDecoder(LONGEST);
      const seen: string[] = [];
      for (let at = 0; at < all.length; at += size)
        for (const frame of frames.push(all.subarray(at, at + size))) seen.push(decode(frame).text);
      expect(seen).toEqual(texts);
    }),
  );
});

test.each([
  ['Ana', true],
  ['Ana Maria', true],
  ['漢字', true],
  ['🙂', true],
  ['', false],
  [' Ana', false],
  ['A\x1b[2Jna', false],
  ['a\nb', false],
  ['x'.repeat(32), true],
  ['x'.repeat(33), false],
  ['x'.repeat(10_000), false],
])('the name %j: good is %s', (name, good) => {
  expect(isGoodName(name)).toBe(good);
});
