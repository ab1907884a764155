import { python, skipWithoutPython } from '@tomada/testing';
import { expect, test } from 'vitest';
import { dumps, loads, MarshalError } from '../src/index.ts';
import { draw, drawBytes, mutate, randomFrom } from './mutations.ts';
import { fromHex, type Loaded, PythonMarshal, toHex } from './python.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** What ours makes of bytes, as Python would tell it. */
function load(bytes: Uint8Array): Loaded & { readonly code?: string } {
  try {
    const value = loads(bytes, { exact: true });
    try {
      return { gives: toHex(dumps(value, 2)) };
    } catch {
      return { gives: null };
    }
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    return { raises: error.message, code: error.code };
  }
}

/** Why ours and Python's may part ways; the page says so. @returns undefined where they may not */
function excuse(
  bytes: Uint8Array,
  ours: ReturnType<typeof load>,
  theirs: Loaded,
): string | undefined {
  if ('crashed' in theirs) return 'Python broke down';
  if ('raises' in theirs && /Memory|Recursion/.test(theirs.raises)) return 'Python ran out of room';
  if ('gives' in ours && 'raises' in theirs) {
    const hasSlice = bytes.includes(0x3a) || bytes.includes(0xba);
    return hasSlice && theirs.raises.includes('unknown type code') ? 'slices need 3.14' : undefined;
  }
  if ('raises' in ours && 'gives' in theirs) {
    if (ours.code === 'ERR_MARSHAL_CODE_OBJECT') return 'compiled code';
    // `{` key `0`: Python drops the key without a word, whatever it is.
    const isDropped =
      /UNKNOWN_TYPE|UNHASHABLE/.test(ours.code ?? '') &&
      bytes.some((byte) => (byte & 0x7f) === 0x7b);
    if (isDropped) return 'dict that ends between key and value';
  }
  return undefined;
}

test.skipIf(skipWithoutPython)(
  `spoilt bytes are taken or refused as ${python?.join(' ') ?? 'python3'} does, SEED=${seed}`,
  async () => {
    await using peer = new PythonMarshal();
    const random = randomFrom(seed);
    const jobs = Array.from(
      { length: 600 },
      (_, index) => ({ kind: 'make', seed: seed + index }) as const,
    );
    const made = (await peer.ask<string[]>(jobs)).flat().map(fromHex);
    const inputs = Array.from({ length: 6_000 }, () =>
      random() < 0.2
        ? drawBytes(random)
        : mutate(made[draw(random, made.length)] ?? new Uint8Array(), random),
    );
    const answers = await peer.loads(inputs);
    const counts = { taken: 0, refused: 0, excused: 0 };
    for (const [index, bytes] of inputs.entries()) {
      const theirs = answers[index];
      if (theirs === undefined) throw new Error('an answer is missing');
      const ours = load(bytes);
      if (excuse(bytes, ours, theirs) !== undefined) counts.excused++;
      else if ('raises' in ours && 'raises' in theirs) counts.refused++;
      else {
        counts.taken++;
        const where = `SEED=${seed}, ${toHex(bytes)}, ${JSON.stringify(theirs)}`;
        // A set of NaNs has no order in Python.
        if ('gives' in theirs && theirs.gives === null) expect(ours, where).toHaveProperty('gives');
        else expect(ours, where).toEqual(theirs);
      }
    }
    expect(counts.taken).toBeGreaterThan(500);
    expect(counts.refused).toBeGreaterThan(2_000);
    expect(counts.excused).toBeLessThan(inputs.length / 20);
  },
  120_000,
);
