import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { marshalCases } from './marshal-cases.ts';
import { listFaults, speedUp } from './marshal-report.ts';
import type { Contestant, Measurement } from './marshal-run.ts';
import { rehearse } from './rehearse.ts';

test('bench marshal --quick: ours and Python alike, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('marshal');
  expect(stdout).toContain('os nossos são iguais aos do Python');
  const measurements: Measurement[] = json.measurements;
  const of = (contestant: Contestant) =>
    measurements.filter((each) => each.contestant === contestant);
  const both: Contestant[] = ['tomada', 'tomada exact', ...(python ? (['Python'] as const) : [])];
  for (const contestant of both) {
    expect(of(contestant)).toHaveLength(marshalCases.length * 4);
    expect(of(contestant).every(({ right }) => right)).toBe(true);
  }
  expect(of('py-marshal').some(({ right }) => right)).toBe(true);
});

const measured = (contestant: Contestant, round: number, milliseconds: number): Measurement => ({
  ...{ contestant, round, milliseconds, right: true },
  ...{ name: 'números', operation: 'loads', version: 2 },
});

test('speedUp: round by round; undefined for what one of them cannot do', () => {
  const measurements = [
    measured('tomada', 0, 10),
    measured('Python', 0, 20),
    measured('tomada', 1, 10),
    measured('Python', 1, 5),
  ];
  const outcome = { measurements, complaints: [] };
  const way = { operation: 'loads', version: 2 } as const;
  const ratio = speedUp(outcome, 'tomada', 'Python', 'números', way);
  expect(ratio).toMatchObject({ lowest: 0.5, highest: 2 });
  expect(speedUp(outcome, 'tomada', 'py-marshal', 'números', way)).toBeUndefined();
  expect(speedUp(outcome, 'tomada', 'Python', 'números', { ...way, version: 4 })).toBeUndefined();
});

test('a wrong result of ours is a fault; one of a package is not', () => {
  const wrong = { right: false };
  const measurements = [
    { ...measured('tomada', 0, 1), ...wrong },
    { ...measured('py-marshal', 0, 1), ...wrong },
  ];
  expect(listFaults({ measurements, complaints: [] })).toEqual([
    'tomada, loads de «números», versão 2, rodada 1: resultado diferente',
  ]);
});
