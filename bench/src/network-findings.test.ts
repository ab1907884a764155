import { expect, test } from 'vitest';
import { formatFindings, listFaults } from './network-findings.ts';
import type { RouteName } from './network-routes.ts';
import type { BulkMeasurement, LatencyMeasurement, Outcome } from './network-run.ts';

function bulk(route: RouteName, rates: readonly number[]): BulkMeasurement[] {
  return rates.map((bytesPerSecond, round) => ({
    route,
    round,
    bytesPerSecond,
    problem: null,
    proxyBusy: null,
  }));
}

function latency(route: RouteName, medians: readonly number[]): LatencyMeasurement[] {
  return medians.map((p50, round) => ({
    route,
    round,
    p50,
    p99: 2 * p50,
    answered: 10,
    wrong: 0,
    failed: 0,
    errors: {},
    requestsPerSecond: 1,
    loadBusy: 0.1,
  }));
}

function outcome(rates: readonly number[], medians: readonly number[]): Outcome {
  return {
    bulk: [
      ...bulk('direct', [100, 50, 100]),
      ...bulk('ours', rates),
      ...bulk('minimal', [50, 25, 50]),
    ],
    latency: [
      ...latency('direct', [0.1, 0.3, 0.1]),
      ...latency('ours', medians),
      ...latency('minimal', [0.2, 0.4, 0.2]),
    ],
    complaints: [],
  };
}

/** The verdict of each target, and its figures. */
function verdicts(text: string): string[] {
  return text.split('\n').filter((line) => line.includes('(meta: '));
}

test('targets: half the bytes and 0,2 ms more are reached, and the rounds are compared in pairs', () => {
  const [volume, added] = verdicts(formatFindings(outcome([50, 25, 60], [0.2, 0.4, 0.2])));
  expect(volume).toMatch(/^ {2}atingida {6}0,500 \(0,500–0,600\) .*pelo menos 0,50/);
  expect(added).toMatch(
    /^ {2}atingida {6}0,100 .*no máximo 0,20 ms\); p50 pelo proxy ÷ direta: 2,00 \(1,33–2,00\)$/,
  );
});

test('targets: less than half the bytes, or more than 0,2 ms: NÃO atingida', () => {
  const [volume, added] = verdicts(formatFindings(outcome([49, 24, 49], [0.31, 0.6, 0.31])));
  expect(volume).toMatch(/^ {2}NÃO atingida {2}0,490 /);
  expect(added).toMatch(/^ {2}NÃO atingida {2}0,210 /);
});

test('findings: our proxy beside the minimal one', () => {
  const text = formatFindings(outcome([40, 20, 40], [0.3, 0.6, 0.3]));
  expect(text).toContain('bytes/s: 0,80 · p50: 1,50 · p99: 1,50');
});

test('listFaults: each measurement that lost or changed something, by its route and round', () => {
  const good = outcome([50, 25, 50], [0.2, 0.4, 0.2]);
  expect(listFaults(good)).toEqual([]);
  const bad: Outcome = {
    ...good,
    bulk: good.bulk.map((each) =>
      each.route === 'ours' && each.round === 1
        ? { ...each, problem: 'chegaram 7 de 8 bytes' }
        : each,
    ),
    latency: good.latency.map((each) =>
      each.route === 'minimal' && each.round === 2 ? { ...each, wrong: 3, failed: 1 } : each,
    ),
  };
  expect(listFaults(bad)).toEqual([
    'volume, bad-network, sem falhas, rodada 2: chegaram 7 de 8 bytes',
    'demora, proxy Node mínimo, rodada 3: 3 respostas erradas, 1 sem resposta',
  ]);
});
