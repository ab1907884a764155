import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';
import { structCases } from './struct-cases.ts';
import { libraries, operations } from './struct-loops.ts';
import { formatLeftOut, listFaults, speedUp } from './struct-report.ts';
import type { Contestant, Measurement } from './struct-run.ts';

test('bench struct --quick: every library and Python, ours and Python alike, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('struct');
  expect(stdout).toContain(
    python ? 'os nossos são iguais aos do Python' : 'Nenhum resultado conferido com o Python',
  );
  const measurements: Measurement[] = json.measurements;
  const of = (contestant: Contestant) =>
    measurements.filter((each) => each.contestant === contestant);
  const both: Contestant[] = python ? ['Python', 'Python Struct'] : [];
  for (const contestant of ['tomada', 'tomada Struct', ...both] as const) {
    expect(of(contestant)).toHaveLength(structCases.length * operations.length);
    expect(of(contestant).every(({ right }) => right)).toBe(true);
  }
  for (const library of libraries) {
    expect(of(library).filter(({ right }) => right).length, library).toBeGreaterThanOrEqual(8);
  }
});

const measured = (contestant: Contestant, round: number, nanoseconds: number): Measurement => ({
  ...{ contestant, round, nanoseconds, right: true },
  ...{ format: '!I', operation: 'pack' },
});

test('speedUp: the geometric mean of the formats that both do, round by round', () => {
  const more = { format: '<iqd' };
  const measurements = [
    measured('tomada', 0, 10),
    measured('Python', 0, 20),
    measured('tomada', 1, 10),
    measured('Python', 1, 40),
    { ...measured('tomada', 0, 10), ...more },
    { ...measured('Python', 0, 80), ...more },
    { ...measured('tomada', 1, 10), ...more },
    { ...measured('Python', 1, 10), ...more },
    { ...measured('tomada', 0, 1), format: '>10h' },
  ];
  const outcome = { measurements, complaints: [] };
  const ratio = speedUp(outcome, 'tomada', 'Python', 'pack');
  expect(ratio?.highest).toBeCloseTo(4); // 2 and 8
  expect(ratio?.lowest).toBeCloseTo(2); // 4 and 1
  expect(speedUp(outcome, 'tomada', 'jspack', 'pack')).toBeUndefined();
});

test('a wrong result of ours is a fault; one of a package is left out', () => {
  const wrong = { right: false };
  const measurements = [
    { ...measured('tomada', 0, 1), ...wrong },
    { ...measured('jspack', 0, 1), ...wrong },
  ];
  const outcome = { measurements, complaints: [] };
  expect(listFaults(outcome)).toEqual(['tomada, pack de «!I», rodada 1: resultado diferente']);
  expect(formatLeftOut(outcome)).toBe(
    '  fora da conta: jspack, pack de «!I», rodada 1: resultado diferente',
  );
  expect(speedUp(outcome, 'tomada', 'jspack', 'pack')).toBeUndefined();
});
