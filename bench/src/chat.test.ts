import { python } from '@tomada/testing';
import { expect, test } from 'vitest';
import { listFaults } from './chat-report.ts';
import { rehearse } from './rehearse.ts';

test('bench chat --quick: both rooms, every line to everybody, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('chat');
  expect(stdout).toContain('Todas as linhas chegaram a todas as pessoas.');
  const languages = ['TypeScript', ...(python ? ['Python'] : [])];
  expect(json.measurements).toMatchObject(
    languages.map((language) => ({ language, people: 10, delivered: 180, expected: 180 })),
  );
  for (const row of json.measurements) {
    expect(row.deliveredPerSecond).toBeGreaterThan(0);
    expect(row.p99).toBeGreaterThanOrEqual(row.p50);
  }
});

test('listFaults: a line that did not come is named with its round', () => {
  const measured = {
    ...{ language: 'Python' as const, people: 10, round: 1, delivered: 8, expected: 9 },
    ...{ deliveredPerSecond: 1, p50: 1, p99: 1, loadBusy: 0 },
  };
  const outcome = { measurements: [measured, { ...measured, delivered: 9 }], complaints: [] };
  expect(listFaults(outcome)).toEqual(['Python, 10 pessoas, rodada 2: 8 entregas em vez de 9']);
});
