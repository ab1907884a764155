import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lessonScript, run, skipWithoutNetworks, start } from '@tomada/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { isMeasured, type Report, type Transport } from '../measure/measurement.ts';

const measure = lessonScript('chat', 'measure');
const folder = mkdtempSync(join(tmpdir(), 'tomada-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Little, and enough to lose something. With this seed the first packets of each pass: a lost SYN takes long. */
const SHORT = ['--loss', '20', '--delay', '20', '--messages', '60', '--seed', '30'];
const LIMIT = { limit: 170_000 };

async function measured(args: readonly string[], options = {}) {
  const json = join(folder, 'short.json');
  const ended = await run(measure, [...SHORT, ...args, '--json', json], { ...LIMIT, ...options });
  expect(ended).toMatchObject({ code: 0 });
  const report: Report = JSON.parse(readFileSync(json, 'utf8'));
  const of = (transport: Transport) => {
    const found = report.measurements.find((each) => each.transport === transport);
    if (!found || !isMeasured(found)) throw new Error(`${transport} was not measured`);
    expect(found.sent).toBe(60);
    expect(found.delivered + found.lost).toBe(found.sent);
    expect(found).toMatchObject({ outOfOrder: 0, repeated: 0 });
    // Nothing comes before the network lets it.
    expect(found.p50).toBeGreaterThanOrEqual(20);
    expect(found.p99).toBeGreaterThanOrEqual(found.p50);
    expect(found.time).toBeGreaterThanOrEqual(found.opening + 20);
    return found;
  };
  return { ...ended, report, of };
}

describe.skipIf(skipWithoutNetworks)('measure between two networks', () => {
  test('a fifth of the packets is lost: UDP loses them, repeats and TCP bring everything, all counts add up', {
    timeout: 180_000,
  }, async () => {
    const plots = join(folder, 'plots');
    const args = ['--network', 'namespaces', '--plots', plots];
    const { stdout, stderr, report, of } = await measured(args);
    expect(stdout).toMatch(/^Entre duas redes deste Linux: .* o TCP do sistema \(reno\)\.\n/);
    expect(stdout).not.toContain('não medido');
    expect(stderr).toMatch(/^ {2}0 % .*perda 20 %, atraso 20 ms, 200 bytes\n$/);
    expect(report).toMatchObject({ through: 'namespaces', plan: { losses: [20], seed: 30 } });
    // Where it was written to does not change what is measured.
    const command = ['pnpm --filter lesson-chat measure', ...SHORT, '--network namespaces'];
    expect(report.command).toBe(command.join(' '));
    const udp = of('udp');
    expect(udp.lost).toBeGreaterThan(0);
    expect(udp.wire.there).toEqual({ passed: udp.delivered, dropped: udp.lost });
    expect(udp.wire.back).toEqual({ passed: 0, dropped: 0 });
    expect(stdout).toMatch(new RegExp(`^20 % +UDP puro +${udp.lost} \\(`, 'm'));
    const repeats = of('repeats');
    expect(repeats.lost).toBe(0);
    // Every line was said at least once, and each one that was lost, again.
    const { passed, dropped } = repeats.wire.there;
    expect(dropped).toBeGreaterThan(0);
    expect(passed).toBeGreaterThanOrEqual(60 + (repeats.duplicates ?? Number.NaN));
    const tcp = of('tcp');
    expect(tcp.lost).toBe(0);
    expect(tcp.wire.there.dropped).toBeGreaterThan(0);
    expect(tcp.tcp?.retransmitted).toBeGreaterThan(0);
    expect(readdirSync(plots).sort()).toEqual(
      ['lost', 'packets', 'time', 'waits'].map((name) => `${name}-200-bytes-20-ms.svg`),
    );
    const svg = readFileSync(join(plots, 'lost-200-bytes-20-ms.svg'), 'utf8');
    expect(svg).toContain('TCP: 20 % de perda, 0,0 %.</desc>');
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    '%s in the middle: no process of either network is left',
    { timeout: 60_000 },
    async (signal) => {
      const mark = `tomada-measure-${process.pid}-${signal}`;
      await using program = start(measure, ['--network', 'namespaces'], { env: { MARK: mark } });
      await program.waitFor(/perda 0 %/, 'stderr');
      // Itself, the wire, the two computers.
      expect(processesWith(mark)).toBe(4);
      const ended = await program.interrupt(signal);
      if (signal === 'SIGINT') {
        expect(ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/Encerrado\.\n$/) });
      }
      await expect.poll(() => processesWith(mark), { timeout: 20_000 }).toBe(0);
    },
  );
});

test('measure where no network can be made: says so; UDP goes through the bad network, TCP is not measured', {
  timeout: 180_000,
}, async () => {
  const { stdout, report, of } = await measured([], { env: { PATH: '/nowhere' } });
  expect(stdout).toMatch(/^Em 127\.0\.0\.1, pela rede ruim: .+ Só o UDP é medido\.\n/);
  expect(stdout).toMatch(/^ +TCP +não medido$/m);
  expect(stdout).toMatch(/^Não medido: um programa no meio de uma conexão só vê bytes/m);
  expect(report).toMatchObject({ through: 'bad-network', reason: expect.any(String) });
  const udp = of('udp');
  expect(udp.lost).toBeGreaterThan(0);
  expect(udp.wire.there).toEqual({ passed: udp.delivered, dropped: udp.lost });
  expect(of('repeats').lost).toBe(0);
});

test('measure --network namespaces where none can be made: one sentence, code 1', async () => {
  const args = ['--network', 'namespaces'];
  const ended = await run(measure, args, { env: { PATH: '/nowhere' } });
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(/^Não posso medir com --network namespaces: [^\n]+\.\n$/);
});

test.each([
  ['--json', '/nowhere/x.json'],
  ['--plots', '/dev/null'],
])('measure %s %s: one sentence with the option and the value, code 2', async (option, value) => {
  const ended = await run(measure, [option, value]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(new RegExp(`^Opção ${option}: [^\n]*«${value}»[^\n]+\n$`));
});

/** How many processes have this in their environment (Linux). */
function processesWith(mark: string): number {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`MARK=${mark}`);
    } catch {
      return false; // It ended meanwhile, or is not ours.
    }
  }).length;
}
