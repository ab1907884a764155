import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';
import { listFaults, ratioToPython } from './udp-report.ts';
import type { Measurement } from './udp-run.ts';

test('bench udp --quick: both servers under both loads, every answer right, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('udp');
  expect(stdout).toContain('nenhuma errada, nenhum datagrama perdido');
  const languages = ['TypeScript', ...(python ? ['Python'] : [])];
  const expected = [1, 16].flatMap((outstanding) =>
    languages.map((language) => ({ language, outstanding, answered: 128, wrong: 0, lost: 0 })),
  );
  expect(json.measurements).toMatchObject(expected);
  for (const row of json.measurements) {
    expect(row.roundTripsPerSecond).toBeGreaterThan(0);
    expect(row.p99).toBeGreaterThanOrEqual(row.p50);
  }
});

const measured = (language: Measurement['language'], round: number, rate: number) => ({
  ...{ language, round, outstanding: 1, answered: 1, wrong: 0, lost: 0 },
  ...{ roundTripsPerSecond: rate, p50: 1, p99: 1, loadBusy: 0 },
});

test('ratioToPython: round by round; undefined without Python', () => {
  const ours = [measured('TypeScript', 0, 30), measured('TypeScript', 1, 20)];
  const theirs = [measured('Python', 0, 10), measured('Python', 1, 20)];
  const outcome = { measurements: [...ours, ...theirs], complaints: [] };
  expect(ratioToPython(outcome, 1)).toEqual({ median: 2, lowest: 1, highest: 3 });
  expect(ratioToPython({ measurements: ours, complaints: [] }, 1)).toBeUndefined();
});

test('listFaults: a lost datagram and a wrong answer are named with their round', () => {
  const bad = { ...measured('Python', 2, 1), wrong: 1, lost: 3 };
  const outcome = { measurements: [measured('Python', 0, 1), bad], complaints: [] };
  expect(listFaults(outcome)).toEqual([
    'Python, 1 por vez, rodada 3: 1 respostas erradas, 3 datagramas perdidos',
  ]);
});
