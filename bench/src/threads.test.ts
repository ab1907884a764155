import { expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';

test('bench threads --quick: sums, starts and servers measured, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('threads');
  expect(stdout).toContain('vezes mais rápido');
  expect(stdout).toContain('worker do Node');
  const abouts = json.measurements.map(({ about }: { about: string }) => about);
  expect(new Set(abouts)).toEqual(new Set(['cpu', 'start', 'server']));
  for (const { ms } of json.measurements) expect(ms).toBeGreaterThanOrEqual(0);
});
