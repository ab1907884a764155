import { isIPv4 } from 'node:net';
import { skipWithoutPython } from '@tomada/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIPv4, readIPv6, reverseName, writeIPv4, writeIPv6 } from '#address-bytes';
import { inPython } from './in-python.ts';

const bytes = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 255 }), {
    minLength: length,
    maxLength: length,
  });
/** Texts near to addresses: what people mistype, not only noise. */
const nearIPv4 = fc.oneof(
  bytes(4).map(writeIPv4),
  fc.stringMatching(/^[0-9.]{1,16}$/),
  fc
    .array(fc.constantFrom('0', '00', '01', '7', '255', '256', '999', '', '٣'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join('.')),
  fc.string(),
);

function accepts(text: string): boolean {
  try {
    readIPv4(text);
    return true;
  } catch {
    return false;
  }
}

describe('bytes and text', () => {
  test('any four bytes: to text and back', () => {
    fc.assert(
      fc.property(bytes(4), (four) => {
        expect(readIPv4(writeIPv4(four))).toEqual(four);
      }),
    );
  });

  test('any sixteen bytes: to text and back', () => {
    fc.assert(
      fc.property(bytes(16), (sixteen) => {
        expect(readIPv6(writeIPv6(sixteen))).toEqual(sixteen);
      }),
    );
  });

  test('any text: an IPv4 address exactly where node:net says so', () => {
    fc.assert(
      fc.property(nearIPv4, (text) => {
        expect([text, accepts(text)]).toEqual([text, isIPv4(text)]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['::', '0'.repeat(32)],
    ['::1', `${'0'.repeat(31)}1`],
    ['1::', `0001${'0'.repeat(28)}`],
    ['2001:DB8::1', '20010db8000000000000000000000001'],
    ['::ffff:1.2.3.4', '00000000000000000000ffff01020304'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
  ])('%s: the bytes %s', (text, digits) => {
    expect(Buffer.from(readIPv6(text)).toString('hex')).toBe(digits);
  });

  test('the name to ask for the names of an address: from back to front', () => {
    expect(reverseName([192, 0, 2, 10])).toBe('10.2.0.192.in-addr.arpa');
    expect(reverseName(readIPv6('2001:db8::1'))).toBe(
      '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    );
  });
});

describe.skipIf(skipWithoutPython)('beside Python', () => {
  test('any text: an IPv4 address exactly where both peers and ipaddress say so', async () => {
    const texts = fc.sample(nearIPv4, 2000);
    const said = await inPython(
      [
        'def takes(read, text):',
        '    try:',
        '        return bool(read(text)) or True',
        '    except (ValueError, tomada.UsageError):',
        '        return False',
        'print(json.dumps([[takes(read, text) for read in (ipaddress.IPv4Address, address_bytes.read_ipv4)] for text in value]))',
      ].join('\n'),
      texts,
    );
    expect(said).toEqual(texts.map((text) => [accepts(text), accepts(text)]));
  });

  test('any sixteen bytes: the same texts and the same reverse names', async () => {
    const all = fc.sample(fc.oneof(bytes(16), bytes(4)), 300);
    const said = await inPython(
      'print(json.dumps([[(address_bytes.write_ipv4 if len(each) == 4 else address_bytes.write_ipv6)(bytes(each)), address_bytes.reverse_name(bytes(each))] for each in value]))',
      all,
    );
    expect(said).toEqual(
      all.map((each) => [each.length === 4 ? writeIPv4(each) : writeIPv6(each), reverseName(each)]),
    );
  });

  test('any bytes as a DNS answer: read, or refused with a code; never another error, never without end', async () => {
    const header = [0, 1, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0];
    const noise = fc
      .array(fc.oneof(fc.nat(255), fc.constantFrom(0, 0xc0, 12)), {
        maxLength: 60,
      })
      .map((rest) => [...header, ...rest]);
    const messages = [
      // A name that points at itself.
      [...header, 0xc0, 12],
      ...fc.sample(noise, 1000),
    ];
    const said = await inPython(
      [
        'def read(message):',
        '    try:',
        '        dns_question.read_answer(bytes(message), "PTR", 12)',
        '    except (tomada.PeerError, IndexError, ValueError, dns_question.struct.error):',
        '        pass',
        'print(json.dumps([read(each) for each in value]))',
      ].join('\n'),
      messages,
    );
    expect(said).toHaveLength(messages.length);
  });
});
