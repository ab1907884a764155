import { python, skipWithoutPython } from '@tomada/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dumps, loads, MarshalError } from '../src/index.ts';
import { fromHex, PythonMarshal, toHex } from './python.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const seeds = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => seed + index);

describe.skipIf(skipWithoutPython)(`beside ${python?.join(' ') ?? 'python3'}, SEED=${seed}`, () => {
  let peer: PythonMarshal;
  beforeAll(() => {
    peer = new PythonMarshal();
  });
  afterAll(() => peer[Symbol.asyncDispose]());

  test('values that Python wrote in versions 0 to 4 become the same bytes of version 2', async () => {
    const made = await peer.ask<string[]>(seeds(3_000).map((seed) => ({ kind: 'make', seed })));
    for (const [index, versions] of made.entries()) {
      // A NaN written as text has lost which one it was.
      const readable = versions[0]?.includes('6e616e') ? versions.slice(2) : versions;
      for (const bytes of readable.map(fromHex)) {
        const exact = loads(bytes, { exact: true });
        expect(toHex(dumps(exact, 2)), `SEED=${seed + index}, ${toHex(bytes)}`).toBe(versions[2]);
        loads(bytes);
      }
    }
  });

  test('what is written in versions 3 to 5 is read back by Python as the same value', async () => {
    const made = await peer.ask<string[]>(seeds(2_000).map((seed) => ({ kind: 'make', seed })));
    const sent = made.flatMap((versions) =>
      [3, 4, 5].map((version) => ({
        expected: versions[2],
        bytes: dumps(loads(fromHex(versions[2] ?? ''), { exact: true }), version),
      })),
    );
    const read = await peer.loads(sent.map(({ bytes }) => bytes));
    for (const [index, { bytes, expected }] of sent.entries()) {
      const where = `SEED=${seed + Math.floor(index / 3)}, ${toHex(bytes)}`;
      expect(read[index], where).toEqual({ gives: expected });
    }
  });

  test('containers that contain themselves come back with the same shape', async () => {
    const graphs = await peer.ask(seeds(1_000).map((seed) => ({ kind: 'graph', seed })));
    const ours = graphs.map((bytes) => dumps(loads(fromHex(bytes), { exact: true }), 4));
    const shapes = await peer.ask(graphs.map((bytes) => ({ kind: 'shape', bytes })));
    const back = await peer.ask(ours.map((bytes) => ({ kind: 'shape', bytes: toHex(bytes) })));
    let cyclic = 0;
    for (const [index, bytes] of graphs.entries()) {
      try {
        dumps(loads(fromHex(bytes), { exact: true }), 2);
        continue; // what is shared without a circle is written in full
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_MARSHAL_TOO_DEEP' });
      }
      cyclic++;
      expect(back[index], `SEED=${seed + index}, ${bytes}`).toBe(shapes[index]);
    }
    expect(cyclic).toBeGreaterThan(100);
  });

  test('everyday JavaScript values become the Python values that the page names', async () => {
    const expected: readonly (readonly [Parameters<typeof dumps>[0], string])[] = [
      [7, '7'],
      [-0, '-0.0'],
      [1.5, '1.5'],
      [2 ** 53, '2.0**53'],
      [Number.NaN, 'float("nan")'],
      [-Infinity, 'float("-inf")'],
      [2 ** 40, '2**40'],
      [10n, '10'],
      [-(2n ** 100n), '-2**100'],
      ['olá', '"olá"'],
      ['\ud800', '"\\ud800"'],
      [null, 'None'],
      [true, 'True'],
      [Uint8Array.of(1, 2), 'b"\\x01\\x02"'],
      [[1, [2, 'x']], '[1, [2, "x"]]'],
      [{ nome: 'Ana', notas: [10, 9.5] }, '{"nome": "Ana", "notas": [10, 9.5]}'],
      [new Map([[1, 'um']]), '{1: "um"}'],
      [new Set(['a']), '{"a"}'],
      [new Map([[[1, [2, 3]], 0]]), '{(1, (2, 3)): 0}'],
      [new Set([new Set([1])]), '{frozenset({1})}'],
      [new Set([[new Set<number>()]]), '{(frozenset(),)}'],
    ];
    const python = await peer.ask(
      expected.map(([, expression]) => ({ kind: 'dumps', expression }) as const),
    );
    for (const [index, [value, expression]] of expected.entries()) {
      expect(toHex(dumps(value)), expression).toBe(python[index]);
    }
    const read = await peer.loads(expected.map(([value]) => dumps(value, 4)));
    expect(read).toEqual(python.map((gives) => ({ gives })));
  });

  test('nesting ends where it does in Python, in both directions', async () => {
    const nested = (levels: number, inner: readonly number[]): Uint8Array =>
      Uint8Array.from([...Array(levels).fill([0x5b, 1, 0, 0, 0]).flat(), ...inner]);
    const inners = { none: [0x4e], list: [0x5b, 0, 0, 0, 0], tuple: [0x29, 0], dict: [0x7b, 0x30] };
    const inputs = Object.values(inners).flatMap((inner) =>
      [1_998, 1_999, 2_000].map((levels) => nested(levels, inner)),
    );
    const answers = await peer.loads(inputs);
    for (const [index, input] of inputs.entries()) {
      const answer = answers[index];
      const accepted = answer !== undefined && 'gives' in answer;
      if (accepted) expect(toHex(dumps(loads(input, { exact: true }), 2))).toBe(answer.gives);
      else expect(() => loads(input)).toThrow(MarshalError);
    }
    expect(answers.filter((answer) => 'gives' in answer)).not.toHaveLength(inputs.length);
  });
});
