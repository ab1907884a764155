import { skipWithoutPython } from '@tomada/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  calcsize,
  iterUnpack,
  pack,
  packInto,
  StructError,
  unpack,
  unpackFrom,
} from '../src/index.ts';
import { type Case, cases, texts } from './formats.ts';
import {
  type Answer,
  fromHex,
  type Job,
  PythonStruct,
  toHex,
  unpackedToWire,
  type Wire,
} from './python.ts';

/** Another one each time; `SEED=… vitest run` repeats one. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

function sample<Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number): Value[] {
  return fc.sample(arbitrary, { seed, numRuns });
}

/** What CPython calls the same as our StructError. */
const REFUSALS = ['error', 'OverflowError', 'TypeError', 'UnicodeEncodeError', 'IndexError'];

interface Trial {
  readonly job: Job;
  /** @param python what came of it there: a number that is unpacked is shown as an int or a float, as Python shows it */
  run(python: Answer): unknown;
}

describe.skipIf(skipWithoutPython)(`beside CPython (SEED=${seed})`, () => {
  let python: PythonStruct;
  beforeAll(() => {
    python = new PythonStruct();
  });
  afterAll(async () => {
    await python[Symbol.asyncDispose]();
  });

  /** Both do the same, and refuse the same. Gives how many were refused. */
  async function compare(trials: readonly Trial[]): Promise<number> {
    const answers = await python.answer(trials.map(({ job }) => job));
    let refused = 0;
    for (const [index, { job, run }] of trials.entries()) {
      const answer = answers[index] as Answer; // as many as there are jobs
      let ours: Answer;
      try {
        ours = { gives: run(answer) };
      } catch (error) {
        if (!(error instanceof StructError)) throw error;
        ours = { raises: error.message };
      }
      const told = `SEED=${seed} ${JSON.stringify(job)}`;
      if ('raises' in answer) {
        refused++;
        expect(REFUSALS, told).toContain(answer.raises);
        expect(ours, `${told}\nCPython: ${answer.raises}`).toHaveProperty('raises');
      } else {
        expect(ours, told).toEqual(answer);
      }
    }
    return refused;
  }

  function packTrial({ format, values }: Case): Trial {
    return {
      job: { operation: 'pack', format, values: values.map(({ wire }) => wire) },
      run: () => toHex(pack(format, ...values.map(({ value }) => value as number))), // whatever it is
    };
  }

  /** Numbers are shown as Python showed them: JavaScript does not tell 1 from 1.0. */
  function show(values: readonly unknown[], python: unknown): Wire[] {
    const wires = python as Wire[] | undefined; // python_struct.py sends nothing else
    return values.map((value, index) => unpackedToWire(value, wires?.[index]));
  }

  function unpackTrial(format: string, bytes: Uint8Array): Trial {
    return {
      job: { operation: 'unpack', format, bytes: toHex(bytes) },
      run: (python) => show(unpack(format, bytes), 'gives' in python ? python.gives : undefined),
    };
  }

  test('calcsize of anything: the same size, or an error', async () => {
    const formats = sample(texts, 6_000).filter(withinOurSizes);
    const trials = formats.map((format) => ({
      job: { operation: 'calcsize' as const, format },
      run: () => calcsize(format),
    }));
    const refused = await compare(trials);
    expect(refused).toBeGreaterThan(500);
    expect(trials.length - refused).toBeGreaterThan(500);
  });

  test('every character alone, counted, before and after another: the same size, or an error', async () => {
    const characters = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code));
    const formats = characters.flatMap((one) =>
      ['', '<', '@', '3', 'c', '<c0', '\u2028'].flatMap((before) => [
        `${before}${one}`,
        `${before}${one}i`,
      ]),
    );
    await compare(
      formats.map((format) => ({
        job: { operation: 'calcsize', format },
        run: () => calcsize(format),
      })),
    );
  });

  test('pack of values that fit: the same bytes', async () => {
    expect(await compare(sample(cases(true), 5_000).map(packTrial))).toBe(0);
  });

  test('pack of anything: the same bytes, or an error', async () => {
    const refused = await compare(sample(cases(false), 5_000).map(packTrial));
    expect(refused).toBeGreaterThan(1_000);
    expect(refused).toBeLessThan(4_000);
  });

  test('unpack of any bytes: the same values, or an error', async () => {
    const formats = sample(cases(true), 5_000).map(({ format }) => format);
    const lengths = sample(
      fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: -2, max: 2 })),
      formats.length,
    );
    const trials = formats.map((format, index) => {
      const length = Math.max(0, calcsize(format) + (lengths[index] ?? 0));
      const [bytes] = fc.sample(fc.uint8Array({ minLength: length, maxLength: length }), {
        seed: seed + index,
        numRuns: 1,
      });
      return unpackTrial(format, bytes ?? new Uint8Array());
    });
    const refused = await compare(trials);
    expect(refused).toBeGreaterThan(50);
  });

  test('pack there and unpack here, and the other way round: the values that were packed', async () => {
    const all = sample(cases(true), 2_000);
    const packed = await python.answer(all.map((one) => packTrial(one).job));
    const trials = all.map(({ format }, index) => {
      const answer = packed[index];
      const bytes = fromHex(answer && 'gives' in answer ? String(answer.gives) : '');
      return unpackTrial(format, bytes);
    });
    expect(await compare(trials)).toBe(0);
  });

  test('packInto and unpackFrom at any offset: the same bytes and values, or an error', async () => {
    const offsets = fc.oneof(
      fc.integer({ min: -30, max: 30 }),
      fc.constantFrom(0, 0, -1, 2 ** 40, -(2 ** 40)),
    );
    const placed = sample(fc.tuple(cases(true), fc.uint8Array({ maxLength: 60 }), offsets), 5_000);
    const into: Trial[] = placed.map(([{ format, values }, memory, offset]) => ({
      job: {
        operation: 'packInto',
        format,
        values: values.map(({ wire }) => wire),
        bytes: toHex(memory),
        offset,
      },
      run: () => {
        const copy = memory.slice();
        packInto(format, copy, offset, ...values.map(({ value }) => value as number)); // whatever it is
        return toHex(copy);
      },
    }));
    const from: Trial[] = placed.map(([{ format }, memory, offset]) => ({
      job: { operation: 'unpackFrom', format, bytes: toHex(memory), offset },
      run: (answer) =>
        show(unpackFrom(format, memory, offset), 'gives' in answer ? answer.gives : undefined),
    }));
    for (const trials of [into, from]) {
      const refused = await compare(trials);
      expect(refused).toBeGreaterThan(500);
      expect(trials.length - refused).toBeGreaterThan(500);
    }
  });

  test('iterUnpack of any length: the same structs, or an error', async () => {
    const formats = sample(cases(true), 1_500).map(({ format }) => format);
    const trials = formats.map((format, index): Trial => {
      const extra = index % 5 === 0 ? 1 : 0;
      const bytes = Uint8Array.from(
        { length: calcsize(format) * (index % 4) + extra },
        (_, at) => (at * 37 + index) & 0xff,
      );
      return {
        job: { operation: 'iterUnpack', format, bytes: toHex(bytes) },
        run: (answer) => {
          const theirs = 'gives' in answer && Array.isArray(answer.gives) ? answer.gives : [];
          return [...iterUnpack(format, bytes)].map((values, turn) => show(values, theirs[turn]));
        },
      };
    });
    expect(await compare(trials)).toBeGreaterThan(100);
  });

  test('every half float, both ways: the same', async () => {
    const all = Array.from({ length: 0x10000 }, (_, half) => Uint8Array.of(half >>> 8, half));
    const bytes = all.flatMap((pair) => [...pair]);
    const format = `>${all.length}e`;
    await compare([unpackTrial(format, Uint8Array.from(bytes))]);
    const notNaN = all.filter(
      ([high = 0, low = 0]) => (high & 0x7c) !== 0x7c || ((high & 3) === 0 && low === 0),
    );
    const again = notNaN.flatMap((pair) => [...pack('>e', ...unpack('>e', pair))]);
    expect(again).toEqual(notNaN.flatMap((pair) => [...pair]));
  });
});

/** Beyond 2**53 - 1 bytes a size has no exact number here: an error, where CPython goes on to 2**63 - 1. */
function withinOurSizes(format: string): boolean {
  return !/9007199254740990/.test(format);
}
