import { cut, decode } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeLengthPrefixed, LengthPrefixDecoder, LineDecoder } from './index.ts';

const cuts = fc.array(fc.nat({ max: 5000 }), { maxLength: 40 });
const oneByOne = (bytes: Uint8Array) => [...bytes].map((byte) => Uint8Array.of(byte));
const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text));
const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('LineDecoder', () => {
  test('any lines, cut anywhere, come back whole', () => {
    fc.assert(
      fc.property(fc.array(line), cuts, fc.constantFrom('\n', '\r\n'), (lines, places, ending) => {
        const stream = bytes(lines.map((text) => text + ending).join(''));
        expect(decode(new LineDecoder(), cut(stream, places))).toEqual(lines);
        expect(decode(new LineDecoder(), oneByOne(stream))).toEqual(lines);
      }),
    );
  });

  test('any bytes and any longest line, cut anywhere, give the same messages and the same error', () => {
    const noise = fc.uint8Array({ maxLength: 300 });
    const withLines = fc.array(
      fc.oneof(noise, fc.constant(bytes('\n')), fc.constant(bytes('\r\n'))),
    );
    fc.assert(
      fc.property(withLines, cuts, fc.nat({ max: 64 }), (parts, places, longest) => {
        const stream = Buffer.concat(parts);
        const whole = decode(new LineDecoder(longest), [stream]);
        expect(decode(new LineDecoder(longest), cut(stream, places))).toEqual(whole);
        expect(decode(new LineDecoder(longest), oneByOne(stream))).toEqual(whole);
      }),
    );
  });

  test('an unterminated last line counts, without its carriage return', () => {
    expect(decode(new LineDecoder(), [bytes('um\ndois\r')])).toEqual(['um', 'dois']);
  });

  test('empty lines count, and an empty stream holds none', () => {
    expect(decode(new LineDecoder(), [bytes('\n\r\n')])).toEqual(['', '']);
    expect(decode(new LineDecoder(), [])).toEqual([]);
  });

  test('a UTF-8 character in halves is put together', () => {
    const [first, second] = [bytes('ol\u00e1\n').subarray(0, 3), bytes('ol\u00e1\n').subarray(3)];
    expect(decode(new LineDecoder(), [first, second])).toEqual(['olá']);
  });

  test('bytes that are no UTF-8 become U+FFFD', () => {
    expect(decode(new LineDecoder(), [Uint8Array.of(0x61, 0xff, 0x0a)])).toEqual(['a\ufffd']);
  });

  test('a line of exactly the longest length passes, one byte more is refused after the lines before it', () => {
    const refused = { code: 'ERR_MESSAGE_TOO_LONG' };
    expect(decode(new LineDecoder(4), [bytes('abcd\r\n')])).toEqual(['abcd']);
    expect(decode(new LineDecoder(4), [bytes('ok\nabcde\n')])).toEqual(['ok', refused]);
    expect(decode(new LineDecoder(4), [bytes('ok\nabcde')])).toEqual(['ok', refused]);
  });

  test('a \\r that may be dropped does not count, and counts once more bytes follow it', () => {
    const refused = { code: 'ERR_MESSAGE_TOO_LONG' };
    const cutAfter = (text: string, rest: string) =>
      decode(new LineDecoder(4), [bytes(text), bytes(rest)]);
    expect(cutAfter('abcd\r', '\n')).toEqual(['abcd']);
    expect(cutAfter('abcd\r', '')).toEqual(['abcd']);
    expect(cutAfter('abcd\r', 'e')).toEqual([refused]);
    expect(cutAfter('abcde', '\n')).toEqual([refused]);
    // Refused as soon as nothing can save it, not only when the line ends.
    expect(() => [...new LineDecoder(4).push(bytes('abcde'))]).toThrow(
      expect.objectContaining(refused),
    );
  });

  test('a line that never ends is refused before it fills the memory', () => {
    const lines = new LineDecoder(1000);
    const piece = bytes('x'.repeat(400));
    const push = () => [...lines.push(piece)];
    push();
    push();
    expect(push).toThrow(expect.objectContaining({ code: 'ERR_MESSAGE_TOO_LONG' }));
  });
});

describe('LengthPrefixDecoder', () => {
  const message = fc.uint8Array({ maxLength: 500 });

  test('any messages, cut anywhere, come back whole', () => {
    fc.assert(
      fc.property(fc.array(message), cuts, (messages, places) => {
        const stream = Buffer.concat(messages.map((each) => encodeLengthPrefixed(each)));
        const expected = messages.map((each) => Buffer.from(each));
        const got = (pieces: Uint8Array[]) =>
          decode(new LengthPrefixDecoder(), pieces).map((each) => Buffer.from(each as Uint8Array));
        expect(got(cut(stream, places))).toEqual(expected);
        expect(got(oneByOne(stream))).toEqual(expected);
      }),
    );
  });

  test("the prefix is the one of Python's struct: 4 bytes, big-endian", () => {
    expect([...encodeLengthPrefixed(new Uint8Array(258))].slice(0, 5)).toEqual([0, 0, 1, 2, 0]);
  });

  test('a stream that ends inside a prefix or a body is an error', () => {
    const incomplete = [{ code: 'ERR_INCOMPLETE_MESSAGE' }];
    expect(decode(new LengthPrefixDecoder(), [Uint8Array.of(0, 0)])).toEqual(incomplete);
    expect(decode(new LengthPrefixDecoder(), [Uint8Array.of(0, 0, 0, 2, 1)])).toEqual(incomplete);
    expect(decode(new LengthPrefixDecoder(), [Uint8Array.of(0, 0, 0, 2)])).toEqual(incomplete);
  });

  test('a length over the longest is refused before its body comes, and not sent either', () => {
    const refused = expect.objectContaining({ code: 'ERR_MESSAGE_TOO_LONG' });
    const decoder = new LengthPrefixDecoder(10);
    expect(() => [...decoder.push(Uint8Array.of(0, 0, 0, 11))]).toThrow(refused);
    expect(() => encodeLengthPrefixed(new Uint8Array(11), 10)).toThrow(refused);
  });
});
