import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '@tomada/testing';
import { expect, test } from 'vitest';
import { benchmark, rehearse } from './rehearse.ts';

test('bench bad-network --quick: every route, all that was sent arrived, and no talk of a measurement', async () => {
  const { stdout, json } = await rehearse('bad-network');
  expect(stdout).toContain('Tudo conferido, byte a byte');
  expect(stdout).toContain('bad-network, sem falhas');

  const routes = ['direct', 'ours', 'minimal'];
  expect(json.bulk.map(({ route }: { route: string }) => route)).toEqual(routes);
  expect(json.latency.map(({ route }: { route: string }) => route)).toEqual(routes);
  for (const row of json.bulk) {
    expect(row.problem).toBeNull();
    expect(row.bytesPerSecond).toBeGreaterThan(0);
  }
  for (const row of json.latency) {
    expect(row).toMatchObject({ answered: 128, wrong: 0, failed: 0 });
    expect(row.p50).toBeGreaterThan(0);
  }
});

test.skipIf(process.platform === 'win32')(
  'bench bad-network, Ctrl-C while it measures: one sentence, no table, nothing left behind',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
    try {
      await using bench = start(benchmark('bad-network'), [], { env: { TMPDIR: folder } });
      await bench.waitFor(/aquecimento/, 'stderr');
      expect(readdirSync(folder).join()).toContain('tomada-bench-');
      const { code, stdout, stderr } = await bench.interrupt();
      expect(code).toBe(130);
      expect(stderr.trimEnd()).toMatch(/Interrompido: nada foi medido até o fim\.$/);
      expect(stdout).not.toContain('MB/s');
      expect(readdirSync(folder).join()).not.toContain('tomada-bench-');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
