import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { codecOf } from './formats-codecs.ts';
import { makeMessages } from './formats-messages.ts';
import { rehearse } from './rehearse.ts';

test('bench formats --quick: every message in every format, with sizes and both speeds', async () => {
  const { stdout, json } = await rehearse('formats');
  expect(stdout).toContain('Todas as mensagens voltaram como foram.');
  expect(stdout).toContain('@tomada/struct');
  expect(json.measurements).toHaveLength(3 * (python ? 7 : 4));
  for (const { bytes, encode, decode } of json.measurements) {
    expect(Math.min(bytes, encode, decode)).toBeGreaterThan(0);
  }
  // In Python the same bytes in number.
  const sizes = (format: string) =>
    json.measurements
      .filter((each: { format: string }) => each.format === format)
      .map(({ bytes }: { bytes: number }) => bytes);
  for (const format of python ? ['json', 'struct', 'marshal'] : []) {
    expect(sizes(`python-${format}`), format).toEqual(sizes(format));
  }
});

test('the sizes of struct: 22 bytes a reading, and a note its texts and 10 bytes', () => {
  const [note] = makeMessages('note');
  const [readings = []] = makeMessages('readings');
  expect(codecOf('struct', 'readings').encode(readings)).toHaveLength(2200);
  if (note === undefined) throw new Error('no messages');
  const texts = Buffer.byteLength(note.name + note.city + note.text);
  expect(codecOf('struct', 'note').encode(note)).toHaveLength(10 + texts);
});

test('messages: the same in every run', () => {
  expect(makeMessages('reading')).toEqual(makeMessages('reading'));
});
