import { run } from '@tomada/testing';
import { expect, test } from 'vitest';
import { benchmark } from './rehearse.ts';
import { formatFindings, formatTables, worst } from './site-report.ts';
import type { Measurement } from './site-run.ts';

// Lighthouse itself comes from the network, and is not part of the tests.
test('bench site --rounds 2: refused in one sentence', async () => {
  const { code, stderr } = await run(benchmark('site'), ['--rounds', '2']);
  expect(code).toBe(2);
  expect(stderr).toContain('Opção --rounds: «2» não serve.');
});

const measured = (page: string, performance: number, shift: number): Measurement => ({
  page,
  round: 0,
  scores: { performance, accessibility: 100, 'best-practices': 100, seo: 92 },
  shift,
  largestPaint: 1234,
  lost: ['Document does not have a meta description'],
});

test('the report: the worst page of each bound, and where points went', () => {
  const measurements = [
    measured('', 99, 0.001),
    measured('licoes/udp', 90, 0),
    measured('licoes/udp', 97, 0),
    measured('licoes/udp', 96, 0),
  ];
  const outcome = { measurements, failures: [], complaints: [] };
  const performance = ({ scores }: Measurement) => scores.performance;
  expect(worst(outcome, performance, 'least')).toMatchObject({
    page: 'licoes/udp',
    value: { median: 96, lowest: 90, highest: 97 },
  });
  expect(worst(outcome, ({ shift }) => shift, 'most').page).toBe('');
  expect(formatTables(outcome)).toContain('/licoes/udp: Document does not have');
  const findings = formatFindings(outcome).split('\n');
  expect(findings.find((line) => line.includes('desempenho'))).toMatch(/^ {2}atingida/);
  expect(findings.find((line) => line.includes('SEO'))).toMatch(/^ {2}NÃO atingida/);
});
