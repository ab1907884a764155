import { parseOptions, UsageError } from '@tomada/utils';
import { expect, test } from 'vitest';
import { count, percentile } from '../measure/count.ts';
import type { Result } from '../measure/measurement.ts';
import { cellsOf, planOf, program } from '../measure/plan.ts';
import { roundTicks, showTicks } from '../measure/plot-frame.ts';
import { summarise } from '../measure/summary.ts';

test('count: lost, out of order, repeated, and the times of those that came', () => {
  const { counts, trace } = count({
    startedAt: 1000,
    openedAt: 1010,
    sentAt: [1010, 1020, 1030, 1040],
    arrivals: [
      [1, 1015],
      [3, 1040],
      [2, 1050],
      [2, 1060],
    ],
  });
  expect(counts).toEqual({
    sent: 4,
    delivered: 3,
    lost: 1,
    outOfOrder: 1,
    repeated: 1,
    time: 50,
    opening: 10,
    p50: 10,
    p99: 30,
  });
  expect(trace).toEqual([
    [0, 5],
    [10, 40],
    [20, 30],
    [30, null],
  ]);
});

test('count: a message that nobody sent is a fault of the measure, not a figure', () => {
  const notes = { startedAt: 0, openedAt: 0, sentAt: [0], arrivals: [[2, 1]] as const };
  expect(() => count(notes)).toThrow('a mensagem 2, que ninguém enviou');
});

test('percentile: the least value that so many do not pass', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
  expect(percentile([], 0.5)).toBeNaN();
});

const result: Result = {
  sent: 10,
  delivered: 9,
  lost: 1,
  outOfOrder: 0,
  repeated: 0,
  time: 100,
  opening: 0,
  p50: 1,
  p99: 2,
  wire: { there: { passed: 9, dropped: 1 }, back: { passed: 5, dropped: 0 } },
};

test('summarise: counts are summed, times are medians, what was not measured says why', () => {
  const cell = { loss: 5, delay: 0, size: 16 };
  const measurements = [
    ...[100, 900, 200].map((time, round) => ({
      transport: 'udp' as const,
      ...cell,
      round,
      ...result,
      time,
    })),
    { transport: 'tcp' as const, ...cell, round: 0, notMeasured: 'porque não' },
  ];
  expect(summarise({ measurements }, 'udp', cell)).toMatchObject({
    rounds: 3,
    sent: 30,
    lost: 3,
    time: 200,
    timeFrom: 100,
    timeTo: 900,
    packetsThere: 1,
    packetsBack: 0.5,
  });
  const tcp = { transport: 'tcp' as const, ...cell, loss: 9, round: 0, ...result };
  const reliable = summarise({ measurements: [tcp] }, 'tcp', { ...cell, loss: 9 });
  expect(reliable).toMatchObject({ lost: 0, late: 1 });
  expect(summarise({ measurements }, 'tcp', cell)).toBe('porque não');
  expect(summarise({ measurements }, 'udp', { ...cell, loss: 1 })).toBeUndefined();
});

test.each([
  [0.7, [0, 0.2, 0.4, 0.6, 0.8]],
  [4, [0, 1, 2, 3, 4]],
  [21, [0, 10, 20, 30]],
])('roundTicks(%d): round numbers that reach it', (highest, ticks) => {
  const shown = roundTicks(highest).map((tick) => Math.round(tick * 10) / 10);
  expect(shown).toEqual(ticks);
});

test('showTicks: as many digits as the finest of them needs', () => {
  expect(showTicks([0, 0.05, 0.1])).toEqual(['0,00', '0,05', '0,10']);
  expect(showTicks([0, 0.5, 1])).toEqual(['0,0', '0,5', '1,0']);
  expect(showTicks([0, 1000])).toEqual(['0', '1.000']);
});

const planFor = (...args: string[]) => {
  const values = parseOptions(program, args);
  if (values === 'help') throw new Error('help');
  return planOf(values);
};

test('the plan: usually one size and one round, with --full all sizes and five', () => {
  expect(cellsOf(planFor())).toHaveLength(5 * 3);
  expect(cellsOf(planFor('--full'))).toHaveLength(5 * 3 * 3);
  expect([planFor().rounds, planFor('--full').rounds]).toEqual([1, 5]);
  expect(cellsOf(planFor('--loss', '0,20,20', '--delay', '7', '--size', '8'))).toEqual([
    { loss: 0, delay: 7, size: 8 },
    { loss: 20, delay: 7, size: 8 },
  ]);
});

test.each([
  ['--loss', '1,x'],
  ['--loss', ''],
  ['--loss', '-1'],
  ['--delay', '1001'],
  ['--size', '7'],
  ['--size', '0x10'],
  ['--messages', '9'],
  ['--rounds', '0'],
  ['--network', 'wifi'],
  ['--plots', ''],
])('%s «%s»: one sentence with the option and the value', (option, value) => {
  const attempt = () => parseOptions(program, [`${option}=${value}`]);
  expect(attempt).toThrow(UsageError);
  expect(attempt).toThrow(`Opção ${option}: «${value}»`);
});
