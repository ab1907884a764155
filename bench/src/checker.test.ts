import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { formatFindings, listFaults, slowest, sums } from './checker-report.ts';
import { rehearse } from './rehearse.ts';

test('bench checker --quick: one exercise in both languages, all points, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('checker');
  expect(stdout).toContain('Todas as soluções ganharam todos os pontos');
  expect(json.measurements).toHaveLength(python ? 2 : 1);
  expect(listFaults(json)).toEqual([]);
});

const measured = (exercise: string, round: number, seconds: number, earned = 20) => ({
  ...({ exercise, language: 'TypeScript', round, seconds, earned, points: 20 } as const),
});

test('the report: the slowest exercise, all of a round, and who lost points', () => {
  const measurements = [
    measured('a', 0, 1),
    measured('b', 0, 4),
    measured('a', 1, 2),
    measured('b', 1, 6, 19),
  ];
  const both = [
    ...measurements,
    ...measurements.map((each) => ({ ...each, language: 'Python' as const })),
  ];
  const outcome = { measurements: both, complaints: [] };
  expect(sums(outcome, 'TypeScript')).toEqual([5, 8]);
  expect(slowest(outcome, 'TypeScript')).toMatchObject({ exercise: 'b', value: { median: 5 } });
  expect(formatFindings(outcome)).toContain('o exercício mais demorado (b), TypeScript');
  expect(listFaults(outcome)[0]).toBe('b, TypeScript, rodada 2: 19 de 20 pontos');
});
